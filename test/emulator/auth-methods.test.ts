import { methodPath } from '../../lib/wire/routes';
import { answerTo, ask, bodyOf, created, PAYMENTS_SHOWN, started, TAG } from './started';

test('a PATCH without attributes is answered 200 and changes nothing', async () => {
  const emulator = await started();
  const id = await created(emulator);
  expect(await answerTo(emulator, 'PATCH', methodPath(id), { body: bodyOf({}) })).toStrictEqual({
    status: 200,
    body: { data: { id, type: TAG, attributes: PAYMENTS_SHOWN } },
  });
  expect(emulator.secretOf(id)).toBe('payments-secret');
});

test('a PATCH may repeat the name, have the id in upper case and a media type with a charset', async () => {
  const emulator = await started();
  const id = await created(emulator);
  const { status } = await ask(emulator, 'PATCH', methodPath(id.toUpperCase()), {
    body: bodyOf({ name: 'payments', scope: 'read' }),
    headers: { 'content-type': 'Application/JSON; charset=utf-8' },
  });
  expect(status).toBe(200);
  expect(emulator.methods()).toStrictEqual([{ id, attributes: { ...PAYMENTS_SHOWN, scope: 'read' } }]);
});
