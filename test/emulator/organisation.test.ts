import { EmulatorError, type Emulator } from '../../lib/emulator';
import { namesIn, PAYMENTS, PAYMENTS_SHOWN, started, UUID } from './started';

async function withPayments(): Promise<{ emulator: Emulator; id: string }> {
  const emulator = await started();
  return { emulator, id: emulator.add({ ...PAYMENTS, audience: 'a', scope: 's' }).id };
}

const ADDED = { ...PAYMENTS_SHOWN, audience: 'a', scope: 's' };

test('somebody adds an auth method, with or without saying its secret', async () => {
  const { emulator, id } = await withPayments();
  const { access_token_url, client_id } = PAYMENTS;
  const second = emulator.add({ name: 'billing', access_token_url, client_id });
  expect(id).toMatch(UUID);
  expect(second).toStrictEqual({
    id: expect.stringMatching(UUID),
    attributes: { ...PAYMENTS_SHOWN, name: 'billing' },
  });
  expect(emulator.methods()).toStrictEqual([{ id, attributes: ADDED }, second]);
  expect(emulator.secretOf('payments')).toBe('payments-secret');
  expect(emulator.secretOf('billing')).toMatch(UUID);
});

test('somebody edits and removes it by id or name, to odd values too, and none of it is a request', async () => {
  const { emulator, id } = await withPayments();
  const edited = emulator.edit('payments', { scope: 't' });
  expect(edited).toStrictEqual({ id, attributes: { ...ADDED, scope: 't' } });
  emulator.edit(id, { audience: null, scope: '', client_secret: 'rotated' });
  expect(emulator.methods()).toStrictEqual([{ id, attributes: { ...ADDED, audience: null, scope: '' } }]);
  expect(emulator.secretOf(id)).toBe('rotated');
  emulator.add({ ...PAYMENTS, name: 'billing' });
  emulator.remove('payments');
  expect([namesIn(emulator), emulator.requests]).toStrictEqual([['billing'], []]);
});

test('what cannot be is refused and changes nothing', async () => {
  const { emulator, id } = await withPayments();
  emulator.add({ ...PAYMENTS, name: 'billing' });
  const before = emulator.methods();
  const refused = (text: string) => `The emulator cannot make this change. ${text}`;
  const inUse = refused('An auth method with the name "billing" already exists.');
  const unknown =
    'The emulator has no auth method with the id or name "refunds". It has "payments", "billing".';
  const cases: [() => unknown, string][] = [
    [() => emulator.add({ ...PAYMENTS, name: 'billing' }), inUse],
    [() => emulator.edit(id, { name: 'billing' }), inUse],
    [() => emulator.edit('refunds', { scope: 's' }), unknown],
    [() => emulator.remove('refunds'), unknown],
    [() => emulator.secretOf('refunds'), unknown],
    [() => emulator.edit(id, { name: null }), refused('It has null for "name", which cannot be cleared.')],
    [() => emulator.edit(id, { color: 'red' } as object), refused('It has the unknown attribute "color".')],
  ];
  for (const [change, message] of cases) {
    expect(change).toThrow(new EmulatorError(message));
    expect(change).toThrow(EmulatorError);
  }
  expect(emulator.methods()).toStrictEqual(before);
});

test('a name that nobody has is answered with the names there are, at most ten', async () => {
  const emulator = await started();
  const message = (there: string) =>
    `The emulator has no auth method with the id or name "refunds". It has ${there}.`;
  expect(() => emulator.remove('refunds')).toThrow(message('none'));
  for (let index = 0; index < 11; index++) emulator.add({ ...PAYMENTS, name: `m${index}` });
  const ten = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((index) => `"m${index}"`).join(', ');
  expect(() => emulator.remove('refunds')).toThrow(message(`${ten}, …`));
});
