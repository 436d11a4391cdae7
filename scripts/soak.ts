/**
 * Runs what the tests do with random input for much longer: `npm run soak [-- PART…]`. `SOAK_SEED` repeats a
 * run, `SOAK_SCALE` makes it longer or shorter. It ends with 1 when anything failed.
 */
import { deploys } from '../test/soak/deploys';
import { histories } from '../test/soak/histories';
import { seedFrom, type Part } from '../test/soak/part';

const PARTS: readonly Part[] = [histories, deploys];

/** Times as much as in the test suite. */
const SCALE = 40;

async function main(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((name) => !PARTS.some((part) => part.name === name));
  if (unknown.length > 0)
    throw new Error(
      `There is no part ${unknown.join(', ')}. Choose of ${PARTS.map((part) => part.name).join(', ')}.`,
    );
  const seed = seedFrom();
  const scale = Number(process.env.SOAK_SCALE ?? SCALE);
  for (const part of PARTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    console.log(`${part.name}: seed ${seed}, scale ${scale}`);
    const start = performance.now();
    const { counts, failures } = await part.run({
      seed,
      scale,
      say: (line) => console.log(`  ${line}`),
    });
    const seconds = Math.round((performance.now() - start) / 1000);
    const done = Object.entries(counts).map(([name, count]) => `${name}: ${count}`);
    console.log(`  ${done.join(', ')}; ${seconds} s; failures: ${failures.length}`);
    for (const failure of failures)
      console.log(`${failure}\n  Again: SOAK_SEED=${seed} npm run soak -- ${part.name}`);
    if (failures.length > 0) process.exitCode = 1;
  }
}

void main(process.argv.slice(2));
