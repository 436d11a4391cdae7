import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import * as der from './der';

/** Object identifiers of RFC 5280 and RFC 5758. */
const OID = {
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
};

/** The tag of a DNS name in RFC 5280's GeneralName. */
const DNS_NAME = 2;

/** digitalSignature, keyEncipherment, keyAgreement, keyCertSign: bits 0, 2, 4 and 5. */
const KEY_USAGE = { bits: Buffer.from([0b1010_1100]), unused: 2 };

const HOUR = 60 * 60 * 1000;

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
export function createCertificate(now = Date.now()): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der.sequence(der.oid(OID.ecdsaWithSha256));
  const body = der.sequence(
    der.explicit(0, der.integer(Buffer.from([2]))), // the third version of the format
    der.integer(serialNumber()),
    algorithm,
    NAME,
    der.sequence(der.time(new Date(now - HOUR)), der.time(new Date(now + 10 * 365 * 24 * HOUR))),
    NAME,
    publicKey.export({ type: 'spki', format: 'der' }),
    der.explicit(3, extensions()),
  );
  const signature = sign('sha256', body, privateKey);
  const certificate = der.sequence(body, algorithm, der.bitString(signature));
  return {
    der: certificate,
    pem: pem(certificate),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

const NAME = der.sequence(
  attribute(OID.commonName, 'localhost'),
  attribute(OID.organization, 'Terraform provider'),
);

function attribute(name: string, value: string): Buffer {
  return der.set(der.sequence(der.oid(name), der.utf8String(value)));
}

/** 16 random bytes. The first is above zero, so the bytes are a positive integer in DER. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return bytes;
}

function extensions(): Buffer {
  return der.sequence(
    extension(OID.basicConstraints, true, der.sequence(der.boolean(true))),
    extension(OID.keyUsage, true, der.bitString(KEY_USAGE.bits, KEY_USAGE.unused)),
    extension(OID.extendedKeyUsage, false, der.sequence(der.oid(OID.serverAuth), der.oid(OID.clientAuth))),
    extension(OID.subjectAltName, false, der.sequence(der.implicit(DNS_NAME, Buffer.from('localhost')))),
  );
}

function extension(name: string, critical: boolean, value: Uint8Array): Buffer {
  const marks = critical ? [der.boolean(true)] : [];
  return der.sequence(der.oid(name), ...marks, der.octetString(value));
}
