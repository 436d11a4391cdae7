import { startEmulator } from '../../lib/emulator';
import type { Finding } from '../../lib/doctor/finding';
import { Project } from './project';
import type { SetUp } from './set-ups';

/** Examines a healthy project after one change, against an emulator over HTTP. */
export async function play(
  healthy: Project,
  { credentials, prepare }: Pick<SetUp, 'credentials' | 'prepare'>,
): Promise<Finding[]> {
  const emulator = await startEmulator({ credentials });
  const project = healthy.copy(emulator.url);
  try {
    prepare(project);
    return await project.findings();
  } finally {
    project.clear();
    await emulator.close();
  }
}

/** A healthy project to copy; it needs no Datadog itself. */
export function healthyProject(): Project {
  const project = new Project('http://127.0.0.1:8130');
  project.synthesize();
  return project;
}
