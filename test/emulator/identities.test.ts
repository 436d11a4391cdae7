import { exchange, identityOfToken, type EmulatorIdentity } from '../../lib/emulator/identities';
import { signCallerIdentity } from '../../lib/client/login/aws';
import { delegatedAuthorization, type SignedRequest } from '../../lib/wire/delegated-token';

const ORGANISATION = '6f0a5f6e-2f4b-4a53-9a64-7b1f5a3a1c11';
const IDENTITY: EmulatorIdentity = {
  orgUuid: ORGANISATION,
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'aws-secret',
  sessionToken: 'aws-session',
  tokenSeconds: 60,
};
const NOW = Date.parse('2026-11-30T12:00:00Z');

/** A proof by somebody who differs from the identity in some ways. */
function proof({
  date = NOW,
  region,
  ...changes
}: Partial<EmulatorIdentity & { date: number; region: string }> = {}) {
  const { orgUuid, ...credentials } = { ...IDENTITY, ...changes };
  return signCallerIdentity({ orgUuid, region }, credentials, new Date(date));
}

const answer = (signed: SignedRequest) => exchange([IDENTITY], delegatedAuthorization(signed), NOW, 'nonce');

test('a proof of a known identity gets a token that ends', async () => {
  const token = answer(await proof());

  expect(token).toStrictEqual({
    accessToken: expect.stringMatching(/^delegated-0-\d+-nonce-[0-9a-f]{32}$/),
    endsAt: NOW + 60_000,
  });
  const { accessToken } = token as { accessToken: string };
  expect(identityOfToken([IDENTITY], accessToken, NOW + 59_999)).toBe(IDENTITY);
  expect(identityOfToken([IDENTITY], accessToken, NOW + 60_000)).toBeUndefined();
  expect(identityOfToken([IDENTITY], accessToken.replace(/.$/, 'x'), NOW)).toBeUndefined();
});

test('the signature of another region is one', async () => {
  expect(answer(await proof({ region: 'eu-central-1' }))).toHaveProperty('accessToken');
});

describe('no token is given', () => {
  const unknown = 'Unauthorized: AWS does not know the identity that signed the proof.';
  test.each([
    ['for a wrong secret', { secretAccessKey: 'another' }, 401, unknown],
    ['for an unknown key', { accessKeyId: 'ASIAOTHER' }, 401, unknown],
    ['without the session token', { sessionToken: undefined }, 401, unknown],
    [
      'for an old signature',
      { date: NOW - 16 * 60_000 },
      401,
      'Unauthorized: AWS refused the proof, because its signature is expired.',
    ],
    [
      'for another organisation',
      { orgUuid: '00000000-0000-0000-0000-000000000000' },
      403,
      'Forbidden: the organisation does not map this identity to a user.',
    ],
  ])('%s', async (_, overrides, status, text) => {
    expect(answer(await proof(overrides))).toStrictEqual({ status, text });
  });

  test.each([
    ['for a proof whose organisation was changed after it was signed', { 'x-ddog-org-id': 'other' }, unknown],
    [
      'for a proof without a signature',
      { authorization: 'Bearer x' },
      'Unauthorized: the proof is not signed.',
    ],
  ])('%s', async (_, changes, text) => {
    const signed = await proof();
    const headers = { ...signed.headers, ...changes };

    expect(answer({ ...signed, headers })).toStrictEqual({ status: 401, text });
  });

  test.each(['', 'Bearer x', 'Delegated a|b', 'Delegated a|b|GET|c'])('for the header %j', (header) => {
    expect(exchange([IDENTITY], header, NOW, 'nonce')).toStrictEqual({
      status: 401,
      text: expect.stringMatching(/^Unauthorized: the Authorization header has (no|a) proof /),
    });
  });
});
