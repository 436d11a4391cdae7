import { LIST_PATH, methodPath } from '../../lib/wire/routes';
import { answerTo, ask, bodyOf, created, PAYMENTS_SHOWN, started, TAG } from './started';

test('the list without include has the entries alone', async () => {
  const emulator = await started();
  const id = await created(emulator);
  expect((await ask(emulator, 'GET', LIST_PATH)).body).toStrictEqual({
    data: [
      {
        id,
        type: 'webhooks-auth-method',
        attributes: { protocol: 'oauth2-client-credentials' },
        relationships: { 'oauth2-client-credentials': { data: { id, type: TAG } } },
      },
    ],
  });
});

test('a PATCH without attributes is answered 200 and changes nothing', async () => {
  const emulator = await started();
  const id = await created(emulator);
  expect(await answerTo(emulator, 'PATCH', methodPath(id), { body: bodyOf({}) })).toStrictEqual({
    status: 200,
    body: { data: { id, type: TAG, attributes: PAYMENTS_SHOWN } },
  });
  expect(emulator.secretOf(id)).toBe('payments-secret');
});

test('a PATCH may repeat the name that the auth method has', async () => {
  const emulator = await started();
  const path = methodPath(await created(emulator));
  expect((await ask(emulator, 'PATCH', path, { body: bodyOf({ name: 'payments' }) })).status).toBe(200);
});

test('an auth method is found by its id in upper case, and by a media type with a charset', async () => {
  const emulator = await started();
  const id = await created(emulator);
  const { status } = await ask(emulator, 'PATCH', methodPath(id.toUpperCase()), {
    body: bodyOf({ name: 'billing' }),
    headers: { 'content-type': 'Application/JSON; charset=utf-8' },
  });
  expect(status).toBe(200);
  expect(emulator.methods()).toStrictEqual([{ id, attributes: { ...PAYMENTS_SHOWN, name: 'billing' } }]);
});
