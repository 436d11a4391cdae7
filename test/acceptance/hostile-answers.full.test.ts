import { authMethod, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { HOSTILE_ANSWERS, ID, STEERING } from '../helpers/hostile-answers';
import { startServer } from '../helpers/one-answer-server';
import { TYPE } from '../helpers/terraform';

const world = emulated();
beforeAll(async () => {
  world.workspace.write(SECRET_VARIABLE + authMethod());
  await world.workspace.succeed('init');
});

test.each(HOSTILE_ANSWERS)(
  'through Terraform: $what is reported in few words',
  async ({ status, body, message }) => {
    const server = await startServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
    const { code, stderr, flat } = await world.workspace.terraform(`import ${TYPE}.payments ${ID}`, {
      DD_HOST: server.url,
    });
    await server.close();

    expect(code).toBe(1);
    expect(flat).toContain(message);
    expect(stderr.length).toBeLessThan(20_000);
    expect(stderr).not.toMatch(STEERING);
    expect(stderr).not.toMatch(/crashed|did not respond/);
  },
);
