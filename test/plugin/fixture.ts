import { RequestError } from '../../lib/plugin/errors';
import { conceal } from '../../lib/plugin/redact';
import { log } from '../../lib/plugin/log';
import type { Answer, Call, Provider, Resource, ResourceState } from '../../lib/plugin/provider';
import { UNKNOWN, type ObjectValue } from '../../lib/plugin/value';

/**
 * A provider whose resource does whatever its attribute `does` says, so that the room can be seen to cope.
 */

export const SECRET = 'pass"wörd/+1';

async function act(does: unknown, call: Call): Promise<void> {
  if (does === 'throw') throw new Error(`it broke near ${SECRET}`);
  if (does === 'refuse')
    throw new RequestError({
      ...failed('Refused').diagnostics[0]!,
      detail: 'It may not.',
      attribute: 'does',
    });
  if (does === 'reject later') void Promise.reject(new Error(`nobody awaits ${SECRET}`));
  if (does === 'throw later')
    setTimeout(() => {
      throw new Error(`uncaught with ${SECRET}`);
    });
  if (does === 'log') log('info', `hello ${SECRET}`, { answer: 42, secret: SECRET });
  if (does === 'print') console.log('x'.repeat(100_000));
  if (does === 'wait') log('debug', 'the probe waits');
  if (does === 'wait' || does === 'throw later' || does === 'reject later')
    await new Promise((_resolve, reject) =>
      call.signal.addEventListener('abort', () => reject(new Error('the wait was aborted'))),
    );
}

const keep = (state: ObjectValue | null, kept: Uint8Array): Answer<ResourceState> => ({
  state,
  private: kept,
  diagnostics: [],
});

const failed = (summary: string, { state, private: kept } = keep(null, new Uint8Array())) => ({
  state,
  private: kept,
  diagnostics: [{ severity: 'error' as const, summary }],
});

const other = (id: string, does: string) => ({ id, does, tags: null, count_of: null, secret_wo: 'oops' });

export const probe: Resource = {
  schema: {
    description: 'A probe.',
    attributes: {
      id: { type: 'string', computed: true },
      does: { type: 'string', required: true, description: 'What happens.' },
      tags: { type: ['map', 'string'], optional: true },
      count_of: { type: 'number', optional: true, sensitive: true },
      secret_wo: { type: 'string', optional: true, writeOnly: true },
    },
  },
  validate: ({ does }) =>
    does === 'warn' ? [{ severity: 'warning', summary: 'Mind', detail: 'the step', attribute: 'tags' }] : [],
  read: async ({ state, private: kept }, call) => {
    await act(state.does, call);
    return keep(state.does === 'vanish' ? null : state, kept);
  },
  plan: async ({ prior, proposed, private: kept }) => ({
    planned: prior ? proposed : { ...proposed, id: UNKNOWN },
    private: kept,
    diagnostics: [],
  }),
  create: async ({ planned, config }, call) => {
    await act(planned.does, call);
    return keep({ ...planned, id: 'created-1', secret_wo: config.secret_wo ?? null }, Buffer.from('made'));
  },
  update: async ({ prior, planned, private: kept }, call) => {
    await act(planned.does, call);
    return planned.does === 'fail' ? failed('No', keep(prior, Buffer.from('before'))) : keep(planned, kept);
  },
  delete: async ({ prior }, call) => {
    await act(prior.does, call);
    return prior.does === 'fail' ? failed('Not gone').diagnostics : [];
  },
  importById: async (id) =>
    id === 'none' ? failed('No such thing') : keep(other(id, 'nothing'), Buffer.from('found')),
  move: ({ provider, type, schemaVersion, state, private: kept }) =>
    type === 'stranger'
      ? failed('Not from there')
      : keep(other(String(state.key), `${type} ${schemaVersion} of ${provider}`), kept),
};

export const fixture: Provider = {
  schema: { attributes: { token: { type: 'string', optional: true, sensitive: true } } },
  resources: { probe, fixed: { ...probe, importById: undefined, move: undefined } },
  dataSources: {
    look: {
      schema: {
        attributes: { at: { type: 'string', required: true }, seen: { type: 'string', computed: true } },
      },
      validate: ({ at }) => (at === '' ? [{ severity: 'error', summary: 'Where?', attribute: 'at' }] : []),
      read: async (config) => ({ state: { ...config, seen: 'it' }, diagnostics: [] }),
    },
  },
  validateConfig: ({ token }) =>
    token === '' ? [{ severity: 'error', summary: 'The token is empty', attribute: 'token' }] : [],
  configure: async ({ token }) => {
    if (typeof token === 'string') conceal(token);
    return token === UNKNOWN ? [{ severity: 'warning', summary: 'Not known yet' }] : [];
  },
};
