import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { startEmulator, type EmulatorOptions } from '../../lib/emulator';
import { authMethod, SECRET_VARIABLE } from '../helpers/configuration';
import { startServer } from '../helpers/one-answer-server';
import { processesWith } from '../helpers/processes';
import { requested } from '../helpers/requests';
import { findSecrets, formsOf } from '../helpers/secret-search';
import {
  cleanEnvironment,
  COMMAND,
  start,
  succeeded,
  TYPE,
  Workspace,
  type Finished,
} from '../helpers/terraform';

const FIRST = 'first "secret" <of> payments & 7f3a/+=';
const SECOND = 'second\\secret of payments ü 91bc/+=';
const KEYS = { DD_API_KEY: 'api-key-0123456789', DD_APP_KEY: 'application-key-0123456789' };
const SECRETS = [FIRST, SECOND, ...Object.values(KEYS)];

describe('neither client secret nor key is found', () => {
  const texts: Record<string, string> = {};
  const said = (step: string, { stdout, stderr }: Finished) => (texts[step] = stdout + stderr);
  const endings: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0)) await end();
  });

  async function world(options?: EmulatorOptions) {
    const emulator = await startEmulator(options);
    const workspace = new Workspace({ DD_HOST: emulator.url, ...KEYS, TF_VAR_secret: FIRST });
    endings.push(
      () => workspace.remove(),
      () => emulator.close(),
    );
    return { emulator, workspace };
  }

  test('through Terraform: create, no change, rotation, failed rotation, import, destroy', async () => {
    const { emulator, workspace } = await world();
    let steps = 0;
    /** Each command logs to a file of its own, so that all of them are searched. */
    const run = async (args: string, extra: NodeJS.ProcessEnv = {}) => {
      steps += 1;
      const log = { TF_LOG: 'trace', TF_LOG_PATH: join(workspace.folder, `trace-${steps}.log`) };
      const finished = await workspace.terraform(args, { ...log, ...extra });
      said(`${steps} ${args}`, finished);
      return finished;
    };
    /** Reviews a plan's JSON in every form; the files come to lie where the search goes. */
    const reviewed = async (plan: Finished) => {
      writeFileSync(join(workspace.folder, 'plan.json'), plan.stdout);
      const files = ['txt', 'md', 'html', 'json'].flatMap((form) => ['--out', `review.${form}`]);
      const args = [COMMAND, 'review', '--plan', 'plan.json', ...files, '--format', 'github'];
      const env = cleanEnvironment({ TF_VAR_secret: FIRST, ...KEYS });
      const { finished } = start(process.execPath, args, { cwd: workspace.folder, env });
      said('review', succeeded(await finished));
      return plan;
    };
    const rotated = { TF_VAR_secret: SECOND };
    const outputs = `output "all" {\n  value     = ${TYPE}.payments\n  sensitive = true\n}\n`;
    workspace.write(SECRET_VARIABLE + authMethod() + outputs);
    const codes = [
      await run('init'),
      await run('apply -auto-approve'),
      await run('plan -out=nothing'),
      await run('plan -out=rotation', rotated),
      await run('show -json rotation').then(reviewed),
      await run('show rotation'),
      await run('apply -auto-approve', { ...rotated, DD_HOST: await echoing(emulator.url) }),
      await run('apply rotation', rotated),
      await run('output -json'),
      await run('show -json'),
      await run(`state rm ${TYPE}.payments`),
      await run(`import ${TYPE}.payments ${emulator.methods()[0]?.id}`, rotated),
      await run('apply -auto-approve', rotated),
      await run('destroy -auto-approve', rotated),
    ].map(({ code }) => code);

    expect(workspace.read('review.txt')).toMatch(/"client_secret": ?"\*\*\*"/);
    expect(codes).toStrictEqual([0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
    expect(emulator.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(2);
    expect(Object.values(texts).join('\n')).toContain('the secret *** is too weak');
    expect(findSecrets(SECRETS, { folder: workspace.folder, texts })).toStrictEqual([]);
  });

  /** A Datadog that refuses each PATCH and repeats the secret in its words; all else is the emulator's. */
  async function echoing(url: string): Promise<string> {
    const server = await startServer((request, response) => {
      let body = '';
      request.on('data', (data: Buffer) => (body += data.toString()));
      request.on('end', () => {
        if (request.method === 'PATCH') {
          const { client_secret: secret } = JSON.parse(body).data.attributes;
          response.writeHead(400).end(JSON.stringify({ errors: [`the secret ${secret} is too weak`, body] }));
          return;
        }
        const headers = { 'DD-API-KEY': KEYS.DD_API_KEY, 'DD-APPLICATION-KEY': KEYS.DD_APP_KEY };
        void fetch(url + request.url, { headers }).then(async (answer) =>
          response.writeHead(answer.status).end(await answer.text()),
        );
      });
    });
    endings.push(server.close);
    return server.url;
  }

  test('in the arguments of a process while a call is under way', async () => {
    const { emulator, workspace } = await world({ faults: [{ kind: 'hang' }] });
    workspace.write(SECRET_VARIABLE + authMethod());
    await workspace.succeed('init');
    const { child, finished } = workspace.start('apply -auto-approve');
    await requested(emulator, 'GET');
    const processes = processesWith('').join('\n');
    child.kill('SIGKILL');
    await finished;

    expect(processes).toContain('terraform-provider-datadogwebhooks');
    expect(findSecrets(SECRETS, { texts: { processes } })).toStrictEqual([]);
  });

  test('yet the search finds each form of a planted secret, also in a zip', async () => {
    const { workspace } = await world();
    for (const form of formsOf(FIRST)) {
      const planted = ['planted', 'planted.zip'].map((name) => join(workspace.folder, name));
      writeFileSync(planted[0]!, `before${form}after`);
      writeFileSync(planted[1]!, zipSync({ entry: Buffer.from(`before${form}after`) }));

      expect(findSecrets(SECRETS, { folder: workspace.folder, texts: { text: form } })).toStrictEqual([
        planted[0],
        `${planted[1]}#entry`,
        'text',
      ]);
    }
  });
});
