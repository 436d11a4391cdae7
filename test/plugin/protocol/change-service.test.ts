import { UNKNOWN, type ObjectValue } from '../../../lib/plugin/value';
import { fixture } from '../fixture';
import { blank, diagnostic, read, write } from '../fixture-calls';
import { callerOf } from './routes';

const call = callerOf(fixture);
const private_ = Buffer.from('kept');

describe('planning', () => {
  const plan = (prior: ObjectValue | null, proposed: ObjectValue | null) =>
    call('PlanResourceChange', {
      typeName: 'probe',
      priorState: write(prior),
      proposedNewState: write(proposed),
      config: write(proposed),
      priorPrivate: private_,
    });

  test('a creation: the planned state without write-only values, and private data', async () => {
    const answer = await plan(null, { secret_wo: 's3cret', tags: { step: 'x' } });
    expect(read(answer.plannedState)).toEqual({ ...blank, id: UNKNOWN, tags: { step: 'x' } });
    expect(Buffer.from(answer.plannedPrivate).toString()).toBe('kept');
    expect(answer.diagnostics).toEqual([]);
    expect(Buffer.from(answer.plannedState!.msgpack).toString('latin1')).not.toContain('s3cret');
  });

  test('a deletion is planned as it is', async () => {
    const answer = await plan({ id: '1' }, null);
    expect(read(answer.plannedState)).toBeNull();
    expect(Buffer.from(answer.plannedPrivate).toString()).toBe('kept');
  });
});

describe('applying', () => {
  test.each<[string, ObjectValue | null, ObjectValue | null, ObjectValue | null, string, string[]]>([
    ['a creation answers the new state', null, { id: UNKNOWN }, { ...blank, id: 'created-1' }, 'made', []],
    [
      'an update answers the planned state',
      { id: '1' },
      { id: '1', count_of: 2 },
      { ...blank, id: '1', count_of: 2 },
      'kept',
      [],
    ],
    [
      'an update that failed in part answers what the resource says is true now',
      { id: '1' },
      { id: '1', does: 'fail' },
      { ...blank, id: '1' },
      'before',
      ['No'],
    ],
    ['a deletion answers null', { id: '1' }, null, null, 'kept', []],
    [
      'a failed deletion answers null with the error, and Terraform keeps the state',
      { id: '1', does: 'fail' },
      null,
      null,
      'kept',
      ['Not gone'],
    ],
  ])('%s, without write-only values', async (_case, prior, planned, newState, stored, errors) => {
    const answer = await call('ApplyResourceChange', {
      typeName: 'probe',
      priorState: write(prior),
      plannedState: write(planned),
      config: write(planned && { ...planned, secret_wo: 's3cret' }),
      plannedPrivate: private_,
    });
    expect({
      ...answer,
      newState: read(answer.newState),
      private: Buffer.from(answer.private).toString(),
    }).toEqual({
      newState,
      private: stored,
      diagnostics: errors.map((summary) => diagnostic('ERROR', summary)),
    });
  });
});
