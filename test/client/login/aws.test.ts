import { signCallerIdentity } from '../../../lib/client/login/aws';

const CREDENTIALS = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};
const DATE = new Date('2015-08-30T12:36:00Z');

test('a proof is signed for one organisation, with the session token', async () => {
  const credentials = { ...CREDENTIALS, sessionToken: 'session' };

  expect(await signCallerIdentity({ orgUuid: 'org-1' }, credentials, DATE)).toStrictEqual({
    url: 'https://sts.amazonaws.com',
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
    headers: {
      'content-length': '43',
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      host: 'sts.amazonaws.com',
      'x-ddog-org-id': 'org-1',
      'x-amz-date': '20150830T123600Z',
      'x-amz-security-token': 'session',
      // The emulator, which computes signatures by itself, accepts them: test/emulator/identities.test.ts.
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
