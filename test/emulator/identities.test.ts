import { exchange, type EmulatorIdentity } from '../../lib/emulator/identities';
import { signCallerIdentity } from '../../lib/client/login/aws';
import {
  DELEGATED_TOKEN_PATH,
  delegatedAuthorization,
  readToken,
  type DelegatedToken,
  type SignedRequest,
} from '../../lib/wire/delegated-token';
import { LIST_PATH } from '../../lib/wire/routes';
import { answerTo, NO_KEYS, started } from './started';

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
  let now = NOW;
  const emulator = await started({ identities: [IDENTITY], now: () => now });
  const login = { ...NO_KEYS, authorization: delegatedAuthorization(await proof()) };
  const { body } = await answerTo(emulator, 'POST', DELEGATED_TOKEN_PATH, { headers: login });
  const token = readToken(body, NOW);
  expect(token).toStrictEqual({
    value: { accessToken: expect.stringMatching(/^identity-token-/) as string, endsAt: NOW + 60_000 },
  });

  const { accessToken } = (token as { value: DelegatedToken }).value;
  const list = (bearer: string) =>
    answerTo(emulator, 'GET', LIST_PATH, { headers: { ...NO_KEYS, authorization: `Bearer ${bearer}` } });
  const expired = { status: 401, body: { errors: ['Unauthorized: the token is expired.'] } };
  expect(await list(`${accessToken}x`)).toStrictEqual(expired);
  expect(await list('another')).toStrictEqual({ status: 403, body: { errors: ['Forbidden'] } });
  now += 59_999;
  expect(await list(accessToken)).toStrictEqual({ status: 200, body: { data: [] } });
  now += 1;
  expect(await list(accessToken)).toStrictEqual(expired);
});

test('the signature of another region is one', async () => {
  expect(answer(await proof({ region: 'eu-central-1' }))).toHaveProperty('accessToken');
});

describe('no token is given', () => {
  const unknown = 'Unauthorized: AWS does not know the identity that signed the proof.';
  const expired = 'Unauthorized: AWS refused the proof, because its signature is expired.';
  const unmapped = 'Forbidden: the organisation does not map this identity to a user.';
  test.each([
    ['for a wrong secret', { secretAccessKey: 'another' }, 401, unknown],
    ['for an unknown key', { accessKeyId: 'ASIAOTHER' }, 401, unknown],
    ['without the session token', { sessionToken: undefined }, 401, unknown],
    ['for an old signature', { date: NOW - 16 * 60_000 }, 401, expired],
    ['for another organisation', { orgUuid: '00000000-0000-0000-0000-000000000000' }, 403, unmapped],
  ])('%s', async (_, overrides, status, text) => {
    expect(answer(await proof(overrides))).toStrictEqual({ status, text });
  });

  test.each([
    ['whose organisation was changed after it was signed', { 'x-ddog-org-id': 'other' }, unknown],
    ['without a signature', { authorization: 'Bearer x' }, 'Unauthorized: the proof is not signed.'],
  ])('for a proof %s', async (_, changes, text) => {
    const signed = await proof();
    const headers = { ...signed.headers, ...changes };

    expect(answer({ ...signed, headers })).toStrictEqual({ status: 401, text });
  });

  test.each(['', 'Bearer x', 'Delegated a|b', 'Delegated a|b|POST|c', `Delegated a|${btoa('{}')}|GET|c`])(
    'for the header %j',
    (header) => {
      expect(exchange([IDENTITY], header, NOW, 'nonce')).toStrictEqual({
        status: 401,
        text: 'Unauthorized: the Authorization header has no proof of the known form.',
      });
    },
  );
});
