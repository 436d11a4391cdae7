import { signCallerIdentity, signer } from '../../../lib/client/login/aws';

/** The credentials, date and service of AWS's published test suite for Signature Version 4. */
const CREDENTIALS = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};
const DATE = new Date('2015-08-30T12:36:00Z');

describe("a signature is the one of AWS's test suite", () => {
  test.each([
    ['get-vanilla', 'GET', {}, undefined, '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    [
      'post-vanilla',
      'POST',
      {},
      undefined,
      '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
    ],
    [
      'post-x-www-form-urlencoded',
      'POST',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'Param1=value1',
      'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
    ],
  ])('%s', async (_, method, headers, body, signature) => {
    const hostname = 'example.amazonaws.com';
    const request = {
      method,
      protocol: 'https:',
      hostname,
      path: '/',
      headers: { host: hostname, ...headers },
      body,
    };
    const signed = await signer('service', 'us-east-1', CREDENTIALS).sign(request, { signingDate: DATE });

    expect(signed.headers.authorization).toMatch(new RegExp(`Signature=${signature}$`));
  });
});

test('a proof is signed for one organisation, with the session token', async () => {
  const signed = await signCallerIdentity(
    { orgUuid: 'org-1' },
    { ...CREDENTIALS, sessionToken: 'session' },
    DATE,
  );

  expect(signed).toStrictEqual({
    url: 'https://sts.amazonaws.com',
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
    headers: {
      'content-length': '43',
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      host: 'sts.amazonaws.com',
      'x-ddog-org-id': 'org-1',
      'x-amz-date': '20150830T123600Z',
      'x-amz-security-token': 'session',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20150830\/us-east-1\/sts\/aws4_request, SignedHeaders=content-length;content-type;host;x-amz-date;x-amz-security-token;x-ddog-org-id, Signature=[0-9a-f]{64}$/,
      ) as string,
    },
  });
});

test('a region has an endpoint and a signature of its own', async () => {
  const signed = await signCallerIdentity({ orgUuid: 'org-1', region: 'eu-central-1' }, CREDENTIALS, DATE);

  expect(signed.url).toBe('https://sts.eu-central-1.amazonaws.com');
  expect(signed.headers.host).toBe('sts.eu-central-1.amazonaws.com');
  expect(signed.headers.authorization).toContain('/20150830/eu-central-1/sts/aws4_request');
});
