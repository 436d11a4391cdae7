import { UNKNOWN, type ObjectValue } from '../../../lib/plugin/value';
import { fixture } from '../fixture';
import { blank, read, write } from '../fixture-calls';
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
  const apply = async (prior: ObjectValue | null, planned: ObjectValue | null, config = planned) => {
    const answer = await call('ApplyResourceChange', {
      typeName: 'probe',
      priorState: write(prior),
      plannedState: write(planned),
      config: write(config),
      plannedPrivate: private_,
    });
    return { ...answer, newState: read(answer.newState), private: Buffer.from(answer.private).toString() };
  };

  test('a creation answers the new state without write-only values, and its private data', async () => {
    await expect(apply(null, { id: UNKNOWN }, { secret_wo: 's3cret' })).resolves.toEqual({
      newState: { ...blank, id: 'created-1' },
      private: 'made',
      diagnostics: [],
    });
  });

  test('an update answers the planned state', async () => {
    await expect(apply({ id: '1' }, { id: '1', count_of: 2 })).resolves.toEqual({
      newState: { ...blank, id: '1', count_of: 2 },
      private: 'kept',
      diagnostics: [],
    });
  });

  test('an update that failed in part answers what the resource says is true now', async () => {
    await expect(apply({ id: '1' }, { id: '1', does: 'fail' })).resolves.toMatchObject({
      newState: { ...blank, id: '1' },
      private: 'before',
      diagnostics: [{ summary: 'No' }],
    });
  });

  test('a deletion answers null', async () => {
    await expect(apply({ id: '1' }, null)).resolves.toMatchObject({ newState: null, diagnostics: [] });
  });

  test('a failed deletion returns null with the error, and Terraform keeps the state', async () => {
    await expect(apply({ id: '1', does: 'fail' }, null)).resolves.toMatchObject({
      newState: null,
      diagnostics: [{ summary: 'Not gone' }],
    });
  });
});
