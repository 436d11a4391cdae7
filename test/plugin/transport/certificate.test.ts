import { createPublicKey, X509Certificate } from 'node:crypto';
import { createCertificate } from '../../../lib/plugin/transport/certificate';

const { der, pem, key } = createCertificate();
const parsed = new X509Certificate(der);

test('a certificate is for localhost, signed by its own key, which is the one beside it', () => {
  expect(parsed.subject).toBe('CN=localhost\nO=Terraform provider');
  expect(parsed.subjectAltName).toBe('DNS:localhost');
  expect(parsed.issuer).toBe(parsed.subject);
  expect(parsed.verify(createPublicKey(key))).toBe(true);
  expect(parsed.publicKey.equals(createPublicKey(key))).toBe(true);
  expect(new X509Certificate(pem).raw).toEqual(der);
});

test('a certificate is good for servers and clients, and may be its own root, at any time', () => {
  expect(parsed.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
  expect(parsed.ca).toBe(true);
  expect(parsed.checkIssued(parsed)).toBe(true);
  expect([parsed.validFrom, parsed.validTo]).toEqual([
    'Jan  1 00:00:00 1970 GMT',
    'Dec 31 23:59:59 9999 GMT',
  ]);
});

test('a certificate has a positive serial number of its own, no longer than the 20 bytes of RFC 5280', () => {
  expect(parsed.serialNumber).toMatch(/^01[0-9A-F]{32}$/);
  expect(new X509Certificate(createCertificate().der).serialNumber).not.toBe(parsed.serialNumber);
});
