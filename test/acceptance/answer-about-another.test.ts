import { answerBody } from '../../lib/wire/answer';
import { PAYMENTS, SECRET_VARIABLE, authMethod } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { TYPE } from '../helpers/terraform';

const world = emulated();

test('a POST that is answered with another auth method leaves that one alone, and its own is found', async () => {
  const { emulator, workspace } = world;
  const other = emulator.add({ ...PAYMENTS, name: 'orders' });
  emulator.fault({ kind: 'transform', method: 'POST', transform: () => answerBody(other) });
  workspace.write(`${SECRET_VARIABLE}${authMethod()}output "id" { value = ${TYPE}.payments.id }\n`);
  await workspace.succeed('init');
  const { flat } = await workspace.succeed('apply -auto-approve');
  const created = emulator.methods().find(({ attributes }) => attributes.name === 'payments');

  expect(flat).toContain(`was answered with a body that is about another auth method, ${other.id}.`);
  expect((await workspace.succeed('output -raw id')).stdout).toBe(created?.id);
  await workspace.succeed('destroy -auto-approve');
  expect(emulator.methods()).toStrictEqual([other]);
});
