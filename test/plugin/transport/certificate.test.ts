import { createPublicKey, X509Certificate } from 'node:crypto';
import { createCertificate } from '../../../lib/plugin/transport/certificate';
import { integer, oid, sequence, time, utf8String } from '../../../lib/plugin/transport/der';

describe('a certificate', () => {
  const now = Date.UTC(2025, 0, 2, 3, 4, 5);
  const { der, pem, key } = createCertificate(now);
  const parsed = new X509Certificate(der);

  test('is for localhost, signed by its own key, which is the one beside it', () => {
    expect(parsed.subjectAltName).toBe('DNS:localhost');
    expect(parsed.checkHost('localhost')).toBe('localhost');
    expect(parsed.issuer).toBe(parsed.subject);
    expect(parsed.verify(parsed.publicKey)).toBe(true);
    expect(parsed.verify(createPublicKey(key))).toBe(true);
    expect(parsed.checkIssued(parsed)).toBe(true);
    expect(new X509Certificate(pem).raw).toEqual(der);
  });

  test('is good for servers and clients, and may be its own root', () => {
    expect(parsed.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
    expect(parsed.ca).toBe(true);
  });

  test('is valid from an hour ago, for clocks that step, to ten years ahead', () => {
    expect(parsed.validFrom).toBe('Jan  2 02:04:05 2025 GMT');
    expect(parsed.validTo).toBe('Dec 31 03:04:05 2034 GMT');
  });

  test('has a positive serial number of 16 bytes that is its own', () => {
    expect(parsed.serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/);
    expect(new X509Certificate(createCertificate().der).serialNumber).not.toBe(parsed.serialNumber);
  });
});

test('a certificate that outlives 2049 is valid to then', () => {
  const parsed = new X509Certificate(createCertificate(Date.UTC(2045, 0, 1)).der);
  expect(parsed.validTo).toBe('Dec 30 00:00:00 2054 GMT');
});

describe('Distinguished Encoding Rules', () => {
  test.each([
    ['a short length', utf8String('ab'), '0c026162'],
    ['a length of one byte', utf8String('a'.repeat(200)).subarray(0, 3), '0c81c8'],
    ['a length of two bytes', utf8String('a'.repeat(300)).subarray(0, 4), '0c82012c'],
    ['a sequence', sequence(integer(Buffer.of(5)), integer(Buffer.of(0, 200))), '3007020105020200c8'],
    ['an object identifier', oid('1.2.840.10045.4.3.2'), '06082a8648ce3d040302'],
    ['a time up to 2049', time(new Date('2049-12-31T23:59:59.999Z')), '170d3439313233313233353935395a'],
    ['a time from 2050', time(new Date('2050-01-01T00:00:00Z')), '180f32303530303130313030303030305a'],
  ])('%s', (_case, bytes, expected) => {
    expect(bytes.toString('hex')).toBe(expected);
  });
});
