import fc, { type RunDetails } from 'fast-check';
import { perform, attack } from './fuzz/attacks';
import { refusedOrRead, sentValue } from './fuzz/decoder';
import { LOADS } from './fuzz/loads';
import { bounded, Target } from './fuzz/target';
import type { Outcome, Part } from './part';

/** How often in a run of scale 1. */
const ATTACKS = 400;
const VALUES = 4_000;

/**
 * Resident memory in MB that a provider may have after all of it; one that has just started takes about 60.
 */
const MEMORY_MB = 1_500;

/** Throws hostile values at the value decoder, within this process. */
export const decoding: Part = {
  name: 'decoding',
  async run({ seed, scale }): Promise<Outcome> {
    const property = fc.property(sentValue, refusedOrRead);
    const details = fc.check(property, { seed, numRuns: VALUES * scale });
    return { counts: { values: details.numRuns }, failures: failuresOf(details) };
  },
};

/** Attacks the built provider over its own socket, and sees that it works as before each time. */
export const fuzz: Part = {
  name: 'fuzz',
  async run({ seed, scale, say }): Promise<Outcome> {
    const target = await Target.start();
    const failures: string[] = [];
    const before = target.memory();
    try {
      const property = fc.asyncProperty(attack, (attempt) => perform(target, attempt));
      // Not made smaller: a provider that died would have to be started for each try.
      const details = await fc.check(property, { seed, numRuns: ATTACKS * scale, endOnFailure: true });
      failures.push(...failuresOf(details));
      say(`${details.numRuns} attacks: ${before} MB before, ${target.memory()} MB after`);
      failures.push(...tooMuch(target));
      if (details.failed === false) await target.expectToEnd();
    } finally {
      await target.end();
    }
    return { counts: { attacks: ATTACKS * scale }, failures };
  },
};

/**
 * Sends the built provider hundreds of megabytes and thousands of calls; how many does not depend on the
 * scale.
 */
export const loads: Part = {
  name: 'loads',
  async run({ say }): Promise<Outcome> {
    const failures: string[] = [];
    for (const { name, run } of LOADS) failures.push(...(await load(name, run, say)));
    return { counts: { loads: LOADS.length }, failures };
  },
};

async function load(
  name: string,
  run: (target: Target) => Promise<string | undefined>,
  say: (line: string) => void,
) {
  const target = await Target.start();
  try {
    const wrong = await bounded(name, run(target));
    await target.expectToWork();
    say(`${name}: ${target.memory()} MB after`);
    return [...(wrong === undefined ? [] : [`${name}: ${wrong}`]), ...tooMuch(target)];
  } catch (error) {
    return [`${name}: ${String(error)}`];
  } finally {
    await target.end();
  }
}

function tooMuch(target: Target): string[] {
  const memory = target.memory();
  return memory > MEMORY_MB ? [`the provider has ${memory} MB of memory after it`] : [];
}

function failuresOf<Input>(details: RunDetails<[Input]>): string[] {
  const report = fc.defaultReportMessage(details);
  return report === undefined ? [] : [`${report}\n${String(details.errorInstance)}`];
}
