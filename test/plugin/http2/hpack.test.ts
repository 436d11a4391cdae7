import fc from '../../helpers/random';
import { once } from 'node:events';
import { connect } from 'node:http2';
import { createServer, type AddressInfo } from 'node:net';
import { Connection } from '../../../lib/plugin/http2/connection';
import { encodeHeaders, HeaderDecoder } from '../../../lib/plugin/http2/hpack';

const decodeAll = (...blocks: readonly string[]) => {
  const decoder = new HeaderDecoder();
  return blocks.map((hex) => Object.fromEntries(decoder.decode(Buffer.from(hex.replaceAll(' ', ''), 'hex'))));
};

/** RFC 7541, appendix C.3 and C.4: three requests of one connection. */
const REQUESTS = [
  { ':method': 'GET', ':scheme': 'http', ':path': '/', ':authority': 'www.example.com' },
  {
    ':method': 'GET',
    ':scheme': 'http',
    ':path': '/',
    ':authority': 'www.example.com',
    'cache-control': 'no-cache',
  },
  {
    ':method': 'GET',
    ':scheme': 'https',
    ':path': '/index.html',
    ':authority': 'www.example.com',
    'custom-key': 'custom-value',
  },
];

test.each([
  [
    'as they are',
    [
      '8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d',
      '8286 84be 5808 6e6f 2d63 6163 6865',
      '8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65',
    ],
  ],
  [
    'in Huffman’s code',
    [
      '8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff',
      '8286 84be 5886 a8eb 1064 9cbf',
      '8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf',
    ],
  ],
])('the requests of the standard’s examples are read, texts %s', (_case, blocks) => {
  expect(decodeAll(...blocks)).toEqual(REQUESTS);
});

test('a literal that is not to be remembered is not', () => {
  const [, second] = decodeAll('82', '040c 2f73 616d 706c 652f 7061 7468');
  expect(second).toEqual({ ':path': '/sample/path' });
  expect(() => decodeAll('040c 2f73 616d 706c 652f 7061 7468', 'be')).toThrow('there is no header 62');
});

test('a smaller table forgets the oldest', () => {
  // Two entries of 3 + 3 + 32 bytes; then room for one.
  const add = (letter: string) => `4003 ${letter.repeat(3)} 03 ${letter.repeat(3)}`;
  expect(decodeAll(add('61'), add('62'), 'bf', '3f07 be')).toEqual([
    { aaa: 'aaa' },
    { bbb: 'bbb' },
    { aaa: 'aaa' },
    { bbb: 'bbb' },
  ]);
  expect(() => decodeAll(add('61'), add('62'), '3f07 bf')).toThrow('there is no header 63');
});

test('a header larger than the table empties it', () => {
  const large = `4001 61 7fe1 1f ${'62'.repeat(4192)}`;
  expect(() => decodeAll('4001 61 01 62', large, 'be')).toThrow('there is no header 62');
});

test.each([
  ['an index of nothing', '80', 'there is no header 0'],
  ['an index beyond the table', 'ff00', 'there is no header 127'],
  ['an index that breaks off', 'ff', 'the headers break off'],
  ['a number without an end', 'ffffffffffff', 'a number in the headers is too large'],
  ['a text that breaks off', '0005 61', 'the headers break off'],
  ['a name without a value', '0001 61', 'the headers break off'],
  ['a table beyond the limit', '3fe2 1f', 'a table of 4097 bytes is too large'],
  ['Huffman’s end in a text', '0084 ffff ffff 00', 'a text has no such code'],
  ['a padding of zeros', '0081 00 00', 'a text does not end as it must'],
  ['a padding of a whole byte', '0082 1fff 00', 'a text does not end as it must'],
])('%s is refused', (_case, hex, message) => {
  expect(() => decodeAll(hex)).toThrow(message);
});

test('what is encoded reads the same, lengths of several bytes too', () => {
  const headers = { ':status': '200', 'grpc-message': 'x'.repeat(500), empty: '', ['n'.repeat(127)]: 'v' };
  expect(Object.fromEntries(new HeaderDecoder().decode(encodeHeaders(headers)))).toEqual(headers);
});

test('whatever headers Node’s client sends arrive as they are', async () => {
  let received: ReadonlyMap<string, string> = new Map();
  const server = createServer(
    (socket) =>
      new Connection(
        socket,
        (stream) => {
          received = stream.headers;
          stream.respond(encodeHeaders({ ':status': '200' }), true);
        },
        () => undefined,
      ),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  // What HTTP lets through: printable ASCII and the bytes above it, no blank at either end.
  const value = fc
    .array(fc.oneof(fc.integer({ min: 0x21, max: 0x7e }), fc.integer({ min: 0x80, max: 0xff })), {
      minLength: 1,
      maxLength: 300,
    })
    .map((bytes) => Buffer.from(bytes).toString('latin1'));
  const name = fc.stringMatching(/^x-[a-z0-9-]{1,20}$/);
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, value, { maxKeys: 30 }), async (headers) => {
      const stream = session.request({ ':method': 'POST', ':path': '/p', ...headers });
      stream.end();
      stream.resume();
      await once(stream, 'close');
      const {
        ':method': method,
        ':path': path,
        ':scheme': _s,
        ':authority': _a,
        ...rest
      } = Object.fromEntries(received);
      expect({ method, path, ...rest }).toEqual({ method: 'POST', path: '/p', ...headers });
    }),
    { numRuns: 200 },
  );
  session.destroy();
  server.close();
});
