import { RetryBudget } from '../../lib/client/retry-budget';
import type { Fault } from '../../lib/client/retry-policy';

const RESET: Fault = { kind: 'unanswered', timeout: false };
const TIMEOUT: Fault = { kind: 'unanswered', timeout: true };
const RATE_LIMIT: Fault = { kind: 'status', status: 429 };

/** How many repetitions it still pays for, up to more than it ever may. */
function left(budget: RetryBudget, fault: Fault = RESET): number {
  let count = 0;
  while (count < 1_000 && budget.pay(fault) !== undefined) count += 1;
  return count;
}

test('a hundred repetitions are paid for, after timeouts fifty', () => {
  expect(left(new RetryBudget())).toBe(100);
  expect(left(new RetryBudget(), TIMEOUT)).toBe(50);
});

test('five calls that succeed at once pay for one repetition', () => {
  const budget = new RetryBudget();
  left(budget);
  for (let call = 0; call < 9; call += 1) budget.succeeded();

  expect(left(budget)).toBe(1);
});

test('a repetition that succeeds gives back what it cost', () => {
  const budget = new RetryBudget();
  left(budget, TIMEOUT);
  budget.succeeded(10);

  expect(left(budget)).toBe(2);
});

test('success does not save up more than the full budget', () => {
  const budget = new RetryBudget();
  for (let call = 0; call < 1_000; call += 1) budget.succeeded();

  expect(left(budget)).toBe(100);
});

test('the rate limit, which has a brake of its own, costs nothing', () => {
  const budget = new RetryBudget();
  for (let call = 0; call < 1_000; call += 1) expect(budget.pay(RATE_LIMIT)).toBe(0);

  expect(left(budget)).toBe(100);
});
