import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Programs } from '../../lib/project/programs';
import { synthesize } from '../../lib/project/synth';

test("the project's code gets no key of Datadog, no token and no value of a variable", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'synth-'));
  const before = process.env;
  const secrets = [
    'DD_API_KEY',
    'DD_APP_KEY',
    'DD_BEARER_TOKEN',
    'DATADOG_API_KEY',
    'DATADOG_APP_KEY',
    'DD_AUDIT_API_KEY',
    'DD_AUDIT_APP_KEY',
    'TF_VAR_payments_secret',
  ];
  process.env = {
    ...before,
    DD_SITE: 'datadoghq.eu',
    ...Object.fromEntries(secrets.map((name) => [name, 'x'])),
  };
  const programs = new Programs();
  try {
    await synthesize(folder, { app: 'env > environment', output: 'cdktf.out' }, programs);
    const names = readFileSync(join(folder, 'environment'), 'utf8')
      .split('\n')
      .map((line) => line.split('=')[0]);

    expect(names.filter((name) => secrets.includes(name as string))).toStrictEqual([]);
    expect(names).toEqual(expect.arrayContaining(['DD_SITE', 'PATH', 'CDKTF_OUTDIR', 'NODE_OPTIONS']));
  } finally {
    programs.end();
    process.env = before;
    rmSync(folder, { recursive: true });
  }
});

test.each([
  ['', undefined],
  ['{', /^The environment variable CDKTF_CONTEXT_JSON is not a JSON object\. Correct it, or unset it\.$/],
])('with CDKTF_CONTEXT_JSON=%j it ends as a person can read', async (value, message) => {
  const before = process.env;
  process.env = { ...before, CDKTF_CONTEXT_JSON: value };
  const programs = new Programs();
  try {
    const result = synthesize(tmpdir(), { app: 'true', output: 'cdktf.out' }, programs);
    await (message ? expect(result).rejects.toThrow(message) : expect(result).resolves.toBeUndefined());
  } finally {
    programs.end();
    process.env = before;
  }
});
