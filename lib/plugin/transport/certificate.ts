import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** Object identifiers of RFC 5280 and RFC 5758, as their bytes in hexadecimal. */
const OID = {
  ecdsaWithSha256: '2a8648ce3d040302', // 1.2.840.10045.4.3.2
  commonName: '550403', // 2.5.4.3
  organization: '55040a', // 2.5.4.10
  keyUsage: '551d0f', // 2.5.29.15
  subjectAltName: '551d11', // 2.5.29.17
  basicConstraints: '551d13', // 2.5.29.19
  extendedKeyUsage: '551d25', // 2.5.29.37
  serverAuth: '2b06010505070301', // 1.3.6.1.5.5.7.3.1
  clientAuth: '2b06010505070302', // 1.3.6.1.5.5.7.3.2
};

/** Tags of the Distinguished Encoding Rules (X.690). */
const TAG = {
  boolean: '01',
  integer: '02',
  bitString: '03',
  octetString: '04',
  oid: '06',
  utf8String: '0c',
  utcTime: '17',
  generalizedTime: '18',
  sequence: '30',
  set: '31',
  dnsName: '82',
  version: 'a0',
  extensions: 'a3',
} as const;

const TRUE = element('boolean', 'ff');

/** digitalSignature, keyEncipherment, keyAgreement, keyCertSign: bits 0, 2, 4 and 5. Two bits are unused. */
const KEY_USAGE = '02ac';

const ALGORITHM = element('sequence', element('oid', OID.ecdsaWithSha256));

const NAME = element(
  'sequence',
  attribute(OID.commonName, 'localhost'),
  attribute(OID.organization, 'Terraform provider'),
);

/**
 * Valid at any time, even by a wrong clock: the key never leaves the process. In RFC 5280, this year means
 * that a certificate does not end.
 */
const VALIDITY = element(
  'sequence',
  element('utcTime', hexOf('700101000000Z')),
  element('generalizedTime', hexOf('99991231235959Z')),
);

const EXTENSIONS = element(
  'sequence',
  extension(OID.basicConstraints, element('sequence', TRUE), TRUE),
  extension(OID.keyUsage, element('bitString', KEY_USAGE), TRUE),
  extension(
    OID.extendedKeyUsage,
    element('sequence', element('oid', OID.serverAuth), element('oid', OID.clientAuth)),
  ),
  extension(OID.subjectAltName, element('sequence', element('dnsName', hexOf('localhost')))),
);

export interface Certificate {
  readonly der: Buffer;
  readonly pem: string;
  /** PEM. */
  readonly key: string;
}

/**
 * A one-time certificate for `localhost`, signed by its own key. Its fields are those of go-plugin's
 * certificate (mtls.go), which every go-plugin client accepts. P-256 takes less time than Go's P-521.
 */
export function createCertificate(): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = element(
    'sequence',
    element('version', element('integer', '02')), // the third version of the format
    // 17 bytes, of which the first makes the number positive.
    element('integer', `01${randomBytes(16).toString('hex')}`),
    ALGORITHM,
    NAME,
    VALIDITY,
    NAME,
    publicKey.export({ type: 'spki', format: 'der' }).toString('hex'),
    element('extensions', EXTENSIONS),
  );
  const signature = sign('sha256', Buffer.from(body, 'hex'), privateKey).toString('hex');
  const der = Buffer.from(element('sequence', body, ALGORITHM, element('bitString', '00', signature)), 'hex');
  return {
    der,
    pem: pem(der),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function attribute(name: string, value: string): string {
  return element('set', element('sequence', element('oid', name), element('utf8String', hexOf(value))));
}

/** @param critical present where a reader that does not know the extension must refuse the certificate */
function extension(name: string, value: string, critical = ''): string {
  return element('sequence', element('oid', name), critical, element('octetString', value));
}

/** Tag, length and content, in hexadecimal. With buffers instead, each start would take 1 ms more. */
function element(tag: keyof typeof TAG, ...parts: readonly string[]): string {
  const content = parts.join('');
  const bytes = content.length / 2;
  const length = bytes.toString(16);
  const even = length.padStart(length.length + (length.length % 2), '0');
  // From 128 on, the length is preceded by its own length.
  const head = bytes < 0x80 ? even : (0x80 + even.length / 2).toString(16) + even;
  return TAG[tag] + head + content;
}

function hexOf(text: string): string {
  return Buffer.from(text).toString('hex');
}
