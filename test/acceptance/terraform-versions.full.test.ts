import { NEWER, programOnPath } from '../helpers/terraforms';
import { versionStory } from '../helpers/terraforms/story';

/** Here Terraform starts the provider for each command, with the handshake and TLS of its version. */
[programOnPath(), ...NEWER].forEach(versionStory);
