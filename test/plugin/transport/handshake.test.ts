import { handshakeLine } from '../../../lib/plugin/transport/handshake';

test('base64 is of the standard alphabet and never padded, whatever the length', () => {
  const line = (length: number) =>
    handshakeLine({ network: 'tcp', address: '127.0.0.1:10000' }, Buffer.alloc(length, 0xfb));
  expect([line(1), line(2), line(3)]).toEqual([
    '1|6|tcp|127.0.0.1:10000|grpc|+w',
    '1|6|tcp|127.0.0.1:10000|grpc|+/s',
    '1|6|tcp|127.0.0.1:10000|grpc|+/v7',
  ]);
});
