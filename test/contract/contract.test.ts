import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { startServer } from '../helpers/one-answer-server';
import { cleanEnvironment, ROOT, run, start, TYPESCRIPT } from '../helpers/terraform';

let emulator: Emulator;
const endings: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  emulator = await startEmulator();
  endings.push(() => emulator.close());
});
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const SCRIPT = [...TYPESCRIPT, 'scripts/contract/main.ts'];
const environment = (url: string) => ({
  cwd: ROOT,
  env: cleanEnvironment({ DD_HOST: url, DD_API_KEY: 'the-api-key', DD_APP_KEY: 'the-app-key' }),
});
const contract = (url = emulator.url) => run(process.execPath, SCRIPT, environment(url));

/** In place of a status: the connection ends without an answer. */
const LOST = 0;

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The address of the emulator, whose answers are changed on their way: a service that differs from it. */
async function serviceThat(change: (answer: Answer, request: IncomingMessage) => void | Promise<void>) {
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', headers } = request;
    const { host: _, connection: __, 'content-length': length, ...others } = headers;
    const sent = await fetch(`${emulator.url}${url}`, {
      method,
      headers: others as Record<string, string>,
      body: length === undefined ? undefined : JSON.stringify(await json(request)),
    });
    const type = sent.headers.get('content-type');
    const answer: Answer = {
      status: sent.status,
      headers: type === null ? {} : { 'content-type': type },
      body: await sent.text(),
    };
    await change(answer, request);
    if (answer.status === LOST) response.destroy();
    else response.writeHead(answer.status, answer.headers).end(answer.body);
  };
  const service = await startServer((request, response) => void pass(request, response));
  endings.push(service.close);
  return service.url;
}

test('the emulator answers like itself, and what others have stays', async () => {
  emulator.add({ name: 'payments', access_token_url: 'https://login.example.com', client_id: 'a' });
  const host = new URL(emulator.url).host;

  expect(await contract()).toMatchObject({
    code: 0,
    stdout: `26 calls to ${host}: the emulator answers alike.\n`,
    stderr: '',
  });
  expect(emulator.methods().map(({ attributes }) => attributes.name)).toStrictEqual(['payments']);
});

test('differences in status, headers, bodies and events are shown, without keys and secrets', async () => {
  const limits = (reset: string) => ({
    'x-ratelimit-limit': '10',
    'x-ratelimit-period': '60',
    'x-ratelimit-remaining': '9',
    'x-ratelimit-reset': reset,
    'x-ratelimit-name': 'webhooks',
  });
  const url = await serviceThat((answer, { method, url }) => {
    if (method === 'DELETE' && answer.status === 204) {
      answer.status = 200;
      Object.assign(answer.headers, limits('2027-01-31T00:00:00Z'));
    }
    if (method === 'GET' && url?.endsWith('no-uuid')) answer.body = '{"errors":[{"title":"Bad Request"}]}';
    if (method === 'POST' && answer.status === 201) {
      answer.body = answer.body.replace('"client_id"', '"created_at":"2027-01-31","client_id"');
      Object.assign(answer.headers, limits('5'));
    }
    if (url?.startsWith('/api/v2/audit/events'))
      answer.body = answer.body.replaceAll('"modified"', '"updated"').replaceAll('"PATCH"', '"UPDATE"');
  });
  const { code, stdout } = await contract(url);

  expect(code).toBe(1);
  const method = (more: string) =>
    `{"data":{"id":"<id>","type":"webhooks-auth-method-oauth2-client-credentials","attributes":{"name":"<name>",` +
    `"access_token_url":"https://login.example.com/token",${more}"client_id":"contract-test",` +
    `"audience":"https://api.example.com","scope":"read write","protocol":"oauth2-client-credentials"}}}`;
  const form = (reset: string) =>
    '{"x-ratelimit-limit":"number","x-ratelimit-name":"text","x-ratelimit-period":"number",' +
    `"x-ratelimit-remaining":"number","x-ratelimit-reset":"${reset}"}`;
  const [created, deleted] = ['created by api, node', 'deleted by api, node'];
  const difference = (what: string, service: string, emulated: string) =>
    `${what}\n  service:  ${service}\n  emulator: ${emulated}\n`;
  expect(stdout).toBe(
    difference('create: body', method('"created_at":"2027-01-31",'), method('')) +
      difference(
        'read an id that is no UUID: body',
        '{"errors":[{"title":"string"}]}',
        '{"errors":["string"]}',
      ) +
      difference('delete: status', '200', '204') +
      difference('delete: rate limit', form('text'), form('number')) +
      difference(
        'search the audit trail: body',
        `{"changes":["${created}","${deleted}"],"isComplete":false}`,
        `{"changes":["changed by api, node","${created}","${deleted}"],"isComplete":true}`,
      ) +
      `26 calls to ${new URL(url).host}: 5 differences.\n`,
  );
  expect(emulator.methods()).toStrictEqual([]);
});

test('what was made is deleted when the answer to its creation is lost', async () => {
  const url = await serviceThat((answer, { method }) => {
    if (method === 'POST') answer.status = LOST;
  });
  expect(await contract(url)).toMatchObject({ code: 2, stdout: '' });
  expect(emulator.requests.map(({ method }) => method)).toStrictEqual(['POST', 'GET', 'DELETE']);
  expect(emulator.methods()).toStrictEqual([]);
});

test('what was made is deleted when the command is interrupted', async () => {
  let read = () => {};
  const isRead = new Promise<void>((resolve) => (read = resolve));
  const url = await serviceThat(async (_, { method, url }) => {
    if (method !== 'GET' || url?.includes('?')) return;
    read();
    await new Promise(() => undefined);
  });
  const { child, finished } = start(process.execPath, SCRIPT, environment(url));
  await isRead;
  child.kill('SIGTERM');

  expect((await finished).code).toBe(2);
  expect(emulator.methods()).toStrictEqual([]);
});

test('without its variables it names them', async () => {
  const finished = await run(process.execPath, SCRIPT, {
    cwd: ROOT,
    env: cleanEnvironment({ DD_HOST: emulator.url }),
  });

  expect(finished).toMatchObject({
    code: 2,
    stderr:
      'DD_API_KEY and DD_APP_KEY are not set. ' +
      'Set DD_HOST to the URL of the API, such as https://api.datadoghq.com, and the two keys.\n',
  });
});
