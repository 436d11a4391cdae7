import { text } from 'node:stream/consumers';
import { answerBody } from '../../lib/wire/answer';
import { PAYMENTS, SECRET_VARIABLE, authMethod } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { startServer } from '../helpers/one-answer-server';
import { TYPE } from '../helpers/terraform';

const world = emulated();
let relay: Awaited<ReturnType<typeof startServer>> | undefined;
afterAll(() => relay?.close());

test('a POST that is answered with another auth method leaves that one alone, and its own is found', async () => {
  const { emulator, workspace } = world;
  const other = emulator.add({ ...PAYMENTS, name: 'orders' });
  relay = await startServer((request, response) => {
    const { method, url = '', headers } = request;
    void text(request).then(async (body) => {
      const to = { method, headers: headers as Record<string, string>, ...(body && { body }) };
      const reply = await fetch(emulator.url + url, to);
      const answer = await reply.text();
      response.writeHead(reply.status).end(method === 'POST' ? JSON.stringify(answerBody(other)) : answer);
    });
  });
  workspace.write(
    `${SECRET_VARIABLE}provider "datadogwebhooks" {\n  api_url = "${relay.url}"\n}\n${authMethod()}` +
      `output "id" { value = ${TYPE}.payments.id }\n`,
  );
  await workspace.succeed('init');
  const { flat } = await workspace.succeed('apply -auto-approve');
  const created = emulator.methods().find(({ attributes }) => attributes.name === 'payments');

  expect(flat).toContain(`was answered with a body that is about another auth method, ${other.id}.`);
  expect((await workspace.succeed('output -raw id')).stdout).toBe(created?.id);
  await workspace.succeed('destroy -auto-approve');
  expect(emulator.methods()).toStrictEqual([other]);
});
