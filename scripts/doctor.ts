import type { Status } from '../lib/doctor/finding';
import { textReport } from '../lib/doctor/report';
import { healthyProject, play } from '../test/doctor/play';
import { SET_UPS } from '../test/doctor/set-ups';

/**
 * The blocks of output in docs/doctor.md: the complete report of a healthy project, and what each mistake
 * adds to it.
 */
export async function doctorBlocks(): Promise<ReadonlyMap<string, string>> {
  const project = healthyProject();
  try {
    const healthy = textReport(await play(project, { prepare: () => undefined })).trimEnd();
    const blocks = new Map([['healthy', `$ npx cdktf-datadog-webhooks doctor\n${healthy}`]]);
    for (const setUp of SET_UPS) {
      const findings = await play(project, setUp);
      const of = (wanted: Status) => findings.filter(({ status }) => status === wanted);
      const [lines = ''] = textReport([...of('wrong'), ...of('not-checked')].slice(0, 1)).split('\n\n');
      blocks.set(setUp.block, lines);
    }
    return blocks;
  } finally {
    project.clear();
  }
}
