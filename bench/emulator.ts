import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from '../test/helpers/terraform';

/** The emulator in a process of its own, so that it takes no time from the event loop that measures. */
export class EmulatorProcess {
  private log = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(latencyMs: number, file?: string): Promise<EmulatorProcess> {
    const args = [
      'emulate',
      '--port',
      '0',
      '--latency',
      String(latencyMs),
      ...(file ? ['--file', file] : []),
    ];
    const child = spawn(process.execPath, [join(ROOT, 'dist/cli/datadog-webhooks.js'), ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let greeting = '';
    while (!/DD_HOST=\S+/.test(greeting)) greeting += String((await once(child.stdout, 'data'))[0]);
    const emulator = new EmulatorProcess(child, /DD_HOST=(\S+)/.exec(greeting)?.[1] ?? '');
    child.stdout.on('data', (chunk: Buffer) => (emulator.log += chunk.toString()));
    return emulator;
  }

  /** The calls since the last time, by method: `2 GET, 1 PATCH`. */
  takeCalls(): string {
    const methods = [...this.log.matchAll(/^\S+ (GET|POST|PATCH|DELETE) /gm)].map(
      ([, method]) => method ?? '',
    );
    this.log = '';
    return [...new Set(methods)]
      .map((method) => `${methods.filter((other) => other === method).length} ${method}`)
      .join(', ');
  }

  async end(): Promise<void> {
    this.child.kill('SIGTERM');
    await once(this.child, 'close');
  }
}
