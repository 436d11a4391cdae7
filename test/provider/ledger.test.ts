import { Ledger } from '../../lib/provider/ledger';

const ID = '9e9c7e3e-e872-45b9-ad57-df0e745c432e';

test.each([
  ['created', async (ledger: Ledger) => ledger.created(ID.toUpperCase())],
  ['given to a resource', (ledger: Ledger) => ledger.give(ID.toUpperCase(), async () => true)],
])('an auth method that was %s is known by its id, whatever the case of its letters', async (_, event) => {
  const ledger = new Ledger();
  await event(ledger);

  expect([ID, ID.toUpperCase()].map((id) => ledger.roleOf(id))).toStrictEqual(['given', 'given']);
});
