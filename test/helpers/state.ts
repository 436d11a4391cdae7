import type { Workspace } from './terraform';

/** The ids of a local state, those of deposed objects too. */
export function idsInState(workspace: Workspace): string[] {
  const { resources } = JSON.parse(workspace.read('terraform.tfstate')) as {
    resources: { instances: { attributes: { id: string } }[] }[];
  };
  return resources.flatMap(({ instances }) => instances.map(({ attributes }) => attributes.id)).sort();
}
