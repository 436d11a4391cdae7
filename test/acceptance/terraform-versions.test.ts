import { NEWEST, OLDEST } from '../helpers/terraforms';
import { versionStory } from '../helpers/terraforms/story';

/** The oldest and the newest Terraform that can be had; the full run has each in between. */
versionStory(OLDEST);
versionStory(NEWEST);
