import { NEWEST, programOnPath } from '../helpers/terraforms';
import { versionStory } from '../helpers/terraforms/story';

/** The `terraform` on the PATH and the newest that install.mjs installs; the full run has each in between. */
[programOnPath(), NEWEST].forEach(versionStory);
