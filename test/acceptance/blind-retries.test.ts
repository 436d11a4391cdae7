import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { buildChangedProvider } from '../helpers/build-provider';
import { ROWS } from '../helpers/reliability/faults';
import { objections } from '../helpers/reliability/judge';
import { LittleCells } from '../helpers/reliability/little-cell';
import { ROOT } from '../helpers/terraform';

const POLICY = join(ROOT, 'lib/client/retry-policy.ts');

/** The provider as many clients are: what may have taken effect is sent again. */
const BLIND: Plugin = {
  name: 'blind',
  setup(building) {
    building.onResolve({ filter: /\/retry-policy$/ }, () => ({ path: 'policy', namespace: 'blind' }));
    building.onLoad({ filter: /.*/, namespace: 'blind' }, () => ({
      resolveDir: ROOT,
      loader: 'ts',
      contents: `export * from ${JSON.stringify(POLICY)};
        import { isRepeatable as safe, mayHaveEffect } from ${JSON.stringify(POLICY)};
        export const isRepeatable: typeof safe = (...why) => safe(...why) || mayHaveEffect(why[1]);`,
    }));
  },
};

describe('the judge of docs/reliability.md objects to a provider that repeats every POST', () => {
  const folder = mkdtempSync(join(tmpdir(), 'blind-'));
  const provider = join(folder, 'terraform-provider-datadogwebhooks');
  const cells = new LittleCells(provider);

  beforeAll(() => buildChangedProvider(provider, BLIND));
  afterAll(async () => {
    await cells.end();
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['connection reset, without effect', 'reset-before'],
    ['connection reset, after it took effect', 'reset-after'],
  ])('%s', async (fault, kind) => {
    const row = ROWS.find((candidate) => candidate.fault === fault)!;
    const { deploy, next } = await cells.run({ row, operation: 'create' });

    expect(objections('create', deploy, next)).toContain(
      `a POST was repeated after ${kind}, which may have taken effect`,
    );
  });
});
