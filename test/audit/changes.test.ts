import { isEnough, sinceLastDeploy } from '../../lib/audit/changes';
import type { AuditedChange } from '../../lib/wire/audit-events';

/** A change at so many seconds of a minute. */
function change(second: number, more: Partial<AuditedChange> = {}): AuditedChange {
  const at = new Date(Date.UTC(2026, 10, 24, 17, 2, second)).toISOString();
  return { kind: 'changed', at, by: 'jane@example.com', via: 'web', ...more };
}
const deploy = (second: number) =>
  change(second, { by: 'ci@example.com', via: 'api', program: 'cdktf-datadog-webhooks' });

test('changes are listed newest first, five at most', () => {
  const all = [30, 10, 50, 20, 40].map((second) => change(second));
  const newest = [50, 40, 30, 20, 10].map((second) => change(second));
  expect(sinceLastDeploy(all)).toStrictEqual({ changes: newest, hasMore: false });
  expect(sinceLastDeploy([...all, change(0)])).toStrictEqual({ changes: newest, hasMore: true });
  expect([isEnough(all), isEnough([...all, change(0)])]).toStrictEqual([false, true]);
});

test('only what came after the last deploy is listed', () => {
  const lastDeploy = deploy(30).at;
  expect(sinceLastDeploy([deploy(10), change(20), deploy(30), change(40)])).toStrictEqual({
    changes: [change(40)],
    hasMore: false,
    lastDeploy,
  });
  expect(sinceLastDeploy([change(20), deploy(30)])).toStrictEqual({
    changes: [],
    hasMore: false,
    lastDeploy,
  });
  expect(isEnough([deploy(30)])).toBe(true);
});

test('two events of one change are one, with what each of them has', () => {
  const request = change(11, { program: 'curl', via: 'api' });
  const { via: _, ...bare } = change(10);
  expect(sinceLastDeploy([request, bare]).changes).toStrictEqual([request]);
  // The event of a deploy that lacks the program is not shown as that of somebody else.
  const { program: __, ...nameless } = deploy(30);
  expect(sinceLastDeploy([nameless, deploy(31)]).changes).toStrictEqual([]);
  expect(sinceLastDeploy([deploy(30), { ...nameless, at: deploy(31).at }]).changes).toStrictEqual([]);
});

test.each([
  ['later', change(13)],
  ['by somebody else', change(10, { by: 'joe@example.com' })],
  ['of another kind', change(10, { kind: 'deleted' })],
  ['made in another way', change(10, { via: 'api' })],
])('a change %s is another one', (_, other) => {
  expect(sinceLastDeploy([change(10), other]).changes).toHaveLength(2);
});

test('a change by another program is another one', () => {
  const by = (program: string) => change(10, { program });
  expect(sinceLastDeploy([by('curl'), by('terraform-provider-datadog')]).changes).toHaveLength(2);
});
