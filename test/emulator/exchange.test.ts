import { exchange } from '../fixtures/exchange.json';
import { answerTo, started } from './started';

test('the recorded exchange replays without a difference', async () => {
  const emulator = await started();
  let id = '{id}';
  const withId = (text: string) => text.replaceAll('{id}', id);
  for (const { request, answer } of exchange) {
    const target = request.path + (request.query ? `?${request.query}` : '');
    const got = await answerTo(emulator, request.method, withId(target), { body: request.body });
    if (id === '{id}') id = (got.body as { data: { id: string } }).data.id;
    expect(got).toStrictEqual({
      status: answer.status,
      body: answer.body && JSON.parse(withId(JSON.stringify(answer.body))),
    });
  }
});
