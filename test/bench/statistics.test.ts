import { ratioOf, summarize } from '../../bench/statistics';

test('the median and the quartiles lie between neighbours in proportion', () => {
  expect(summarize([4, 1, 3, 2])).toEqual({ median: 2.5, quartiles: [1.75, 3.25] });
  expect(summarize([5, 1, 100, 3, 2])).toEqual({ median: 3, quartiles: [2, 5] });
});

test('a ratio is that of the medians, which one slow round does not move', () => {
  expect(ratioOf([20, 20, 20, 20, 900], [10, 10, 10, 10, 10])).toEqual({ ratio: 2 });
});

test.each([
  ['of too few rounds', [2, 2, 2, 2], [1, 1, 1, 1], 'fewer than 5 rounds'],
  [
    'of a product that spreads',
    [20, 24, 28, 32, 36],
    [1, 1, 1, 1, 1],
    "the product's quartiles lie 29 % apart",
  ],
  [
    'of a floor that spreads',
    [90, 90, 90, 90, 90],
    [10, 12, 14, 16, 18],
    "the floor's quartiles lie 29 % apart",
  ],
  ['of what overlaps', [100, 101, 102, 103, 104], [99, 100, 101, 102, 103], 'not to be told apart'],
])('no ratio %s, and the reason is given', (_case, product, floor, refused) => {
  expect(ratioOf(product, floor)).toEqual({ refused });
});
