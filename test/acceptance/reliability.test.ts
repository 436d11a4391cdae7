import { testCells } from '../reliability/cells';
import { LittleCells } from '../reliability/little-cell';

describe('under every fault nothing is lost and nothing is made twice, and test/fixtures/faults.json says what happens', () => {
  const little = Array.from({ length: 8 }, () => new LittleCells());
  afterAll(() => Promise.all(little.map((cells) => cells.end())));

  testCells(async () => little.map((cells) => (cell, timeoutSeconds) => cells.run(cell, timeoutSeconds)));
});
