import { ID } from '../helpers/auth-method';
import { answerOf, HOSTILE_ANSWERS, STEERING } from '../helpers/hostile-answers';
import { startServer } from '../helpers/one-answer-server';
import { PROVIDER } from '../helpers/terraform';
import { LittleTerraform } from '../model/little-terraform';

/** What is garbled would be asked for again, after a wait. */
const settings = { api_url: '', api_key: 'api-key', app_key: 'app-key', max_retries: 0 };
const terraform = new LittleTerraform(PROVIDER, {}, settings);
afterAll(() => terraform.kill());

/** Imports over gRPC with one answer to all. */
async function importWith(status: number, body: string) {
  const server = await startServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  settings.api_url = server.url;
  const { failed, said } = await terraform.import('payments', ID);
  await server.close();
  return { failed, said: said.join('\n') };
}

test.each(HOSTILE_ANSWERS)('$what is reported in few words', async ({ status, body, message }) => {
  const { failed, said } = await importWith(status, body);

  expect(failed).toBe(true);
  expect(said.replace(/\s+/g, ' ')).toContain(message);
  expect(said.length).toBeLessThan(20_000);
  expect(said).not.toMatch(STEERING);
});

test('__proto__ beside what is right changes nothing', async () => {
  const { failed } = await importWith(200, answerOf(ID, '"__proto__":{"name":"evil"},"constructor":1,'));

  expect(failed).toBe(false);
  expect(terraform.state.get('payments')?.state.name).toBe('payments');
});
