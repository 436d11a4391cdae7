import type { Call, Resource } from '../../lib/plugin/provider';
import { LongWait, tellingOf } from '../../lib/provider/long-wait';

const call: Call = { signal: new AbortController().signal };
const NONE = new Uint8Array();

const DONE = { state: {}, private: NONE, diagnostics: [] };
const RESOURCE = {
  schema: { attributes: {} },
  validate: () => [],
  read: async () => DONE,
  plan: async () => ({ planned: {}, private: NONE, diagnostics: [] }),
  create: async () => DONE,
  update: async () => DONE,
  delete: async () => [],
  importById: async () => DONE,
  move: () => DONE,
} satisfies Resource;

const CALLS: Record<string, (resource: Resource) => Promise<unknown>> = {
  read: (resource) => resource.read({ state: {}, private: NONE }, call),
  plan: (resource) => resource.plan({ prior: null, proposed: {}, config: {}, private: NONE }, call),
  create: (resource) => resource.create({ planned: {}, config: {}, private: NONE }, call),
  update: (resource) => resource.update({ prior: {}, planned: {}, config: {}, private: NONE }, call),
};

test.each(Object.entries(CALLS))('a long wait is told once beside the answer to %s', async (_, made) => {
  const longWait = new LongWait();
  const resource = tellingOf(() => longWait.take()).resource(RESOURCE);
  longWait.add({ milliseconds: 63_400, reason: 'GET /x was answered 429: Too many requests.' });
  longWait.add({ milliseconds: 70_000, reason: 'another' });

  expect(await made(resource)).toMatchObject({
    diagnostics: [
      {
        severity: 'warning',
        summary: 'A call to Datadog waited 63 s before it succeeded',
        detail:
          'GET /x was answered 429: Too many requests.\n\nNothing is wrong with what was done. Should this happen often, lower -parallelism, or ask Datadog for a higher rate limit.',
      },
    ],
  });
  expect(await made(resource)).toMatchObject({ diagnostics: [] });
});

test('a long wait is told beside a deletion, an import and a data source', async () => {
  for (const made of ['delete', 'import', 'data source']) {
    const longWait = new LongWait();
    const telling = tellingOf(() => longWait.take());
    longWait.add({ milliseconds: 11_000, reason: 'r' });
    const resource = telling.resource(RESOURCE);
    const source = telling.dataSource({ ...RESOURCE, read: async () => ({ state: null, diagnostics: [] }) });
    const diagnostics =
      made === 'delete'
        ? await resource.delete({ prior: {}, private: NONE }, call)
        : made === 'import'
          ? (await resource.importById?.('', call))?.diagnostics
          : (await source.read({}, call)).diagnostics;

    expect(diagnostics).toHaveLength(1);
  }
});
