import {
  code,
  label,
  listed,
  NOTHING,
  path,
  present,
  sentences,
  text,
  words,
  type Text,
} from '../../text/parts';
import { OWN_PACKAGE } from '../../text/package-name';
import { VERDICTS } from '../../drift/words';
import type { MethodFinding, Review, StackReview, UnmanagedMethod } from '..';
import { BY_SEVERITY, OUTCOMES } from '../outcomes';
import { changed } from '../who';
import { list, lists, paragraph, type Block, type Card } from './blocks';
import { cardOf, diagnosticText, isQuiet, nameOf, overviewLine, QUIET_OUTCOMES } from './card';
import { GROUP_FORMS } from './groups';
import { counted, countsOf, decisionOf, groupsOf, requestsOf, worstOf } from './head';

/** A review as all forms show it: what is shown, in which order and in which words. */
export type Document = ReturnType<typeof documentOf>;

export interface FormOptions {
  /** Whether to show the overview alone. Default: false. */
  readonly isBrief?: boolean;
}

export function documentOf(review: Review, { isBrief = false }: FormOptions = {}) {
  const { counts, stacks, unmanaged } = review;
  const parts = stacks.map((stack) => ({ stack, cards: cardsOf(stack) }));
  return {
    /** What has to be decided, in one line. */
    decision: decisionOf(review),
    group: worstOf(review),
    counts: countsOf(review),
    requests: requestsOf(review),
    tiles: [
      { group: 'all' as const, label: 'All', count: counts.methods },
      ...groupsOf(review).map(([group, count]) => ({ group, label: GROUP_FORMS[group].tile, count })),
    ],
    blocks: [
      ...parts.map(({ stack, cards }) => overviewOf(stack, cards)),
      ...(unmanaged ? [unmanagedOf(unmanaged)] : []),
      ...(isBrief ? [] : parts.flatMap(({ stack, cards }) => detailsOf(stack, cards))),
    ] satisfies readonly Block[],
    /** What a reader seldom needs. */
    foot: footOf(review),
  };
}

/** Most severe first. */
function cardsOf({ methods }: StackReview): readonly Card[] {
  const loud = methods.filter((method) => !isQuiet(method));
  return BY_SEVERITY.flatMap((outcome) => loud.filter((method) => method.outcome === outcome)).map(cardOf);
}

function titleOf({ stack }: StackReview): Text {
  return stack === undefined ? text`The plan` : text`Stack ${path(stack)}`;
}

function overviewOf(stack: StackReview, cards: readonly Card[]): Block {
  const { notCompared, diagnostics, methods } = stack;
  const gaps = notCompared.map((gap) => gap.text);
  return {
    kind: 'section',
    title: titleOf(stack),
    body: [
      ...noticeOf(text`${label(VERDICTS['not-compared'])}`, gaps),
      ...noticeOf(text`The provider`, diagnostics.map(diagnosticText)),
      ...lists(cards.map(overviewLine)),
      ...quietOf(methods.filter(isQuiet)),
      paragraph(originOf(stack)),
    ],
  };
}

function noticeOf(title: Text, items: readonly Text[]): Block[] {
  return items.length > 0 ? [{ kind: 'notice', title, group: 'unchecked', items }] : [];
}

/** The auth methods that one line is enough for, by their outcome. */
function quietOf(methods: readonly MethodFinding[]): Block[] {
  return QUIET_OUTCOMES.flatMap((outcome): Block[] => {
    const names = methods.filter((method) => method.outcome === outcome).map(nameOf);
    const summary = text`${label(OUTCOMES[outcome])}: ${counted(names.length, 'auth method')}`;
    return names.length > 0 ? [{ kind: 'fold', summary, isOpen: false, body: [list(names)] }] : [];
  });
}

function detailsOf(stack: StackReview, cards: readonly Card[]): Block[] {
  return cards.length > 0 ? [{ kind: 'section', title: text`${titleOf(stack)} in detail`, body: cards }] : [];
}

/** Where the three values come from. */
function originOf({ plan, methods, others }: StackReview): Text {
  const all = others.unchanged + others.changed;
  const at = plan.madeAt === undefined ? NOTHING : text` at ${code(plan.madeAt)}`;
  const isRead = methods.some(({ attributes }) =>
    attributes.some(({ live }) => live.kind !== 'absent' && live.kind !== 'not-readable'),
  );
  const live = plan.refreshed === 'yes' && isRead && text`The live values were read from Datadog for it.`;
  const rest =
    all > 0 &&
    text`It changes ${others.changed} of ${all} other resources, which this review does not judge.`;
  return sentences(
    text`${words(plan.madeBy)} ${code(plan.terraformVersion)} made the plan${at}.`,
    ...present(plan.refreshOnly && text`It omits the code (${code('-refresh-only')}).`, live, rest),
  );
}

function unmanagedOf(methods: readonly UnmanagedMethod[]): Block {
  const items = methods.map((method) =>
    sentences(
      text`${nameOf(method)}: ${code(`npx ${OWN_PACKAGE} import ${method.id}`)}.`,
      ...method.changes.map(changed),
    ),
  );
  const title = text`${counted(methods.length, 'auth method')} that no reviewed stack manages`;
  return { kind: 'notice', title, group: methods.length > 0 ? 'unchecked' : 'in-sync', items };
}

function footOf({ stacks, exit, madeBy, auditTrail }: Review): Text[] {
  const rows = stacks.flatMap(({ methods }) => methods.flatMap(({ attributes }) => attributes));
  const secrets = rows.filter(({ verdict }) => verdict === 'secret-not-compared').length;
  return [
    ...(auditTrail?.limits ?? []),
    ...present(
      secrets > 0 &&
        text`Datadog shows no client secret: ${counted(secrets, 'secret')} could not be compared.`,
      exit.failedOn.length > 0 &&
        text`Exit code ${exit.code}: ${code('--fail-on')} matched ${listed(exit.failedOn.map(code))}.`,
    ),
    text`Made by ${code(`datadog-webhooks ${madeBy}`)}.`,
  ];
}
