import { DESCRIPTOR_SET } from '@dlubal-kit/protos/descriptor-set';
import { type ApplicationName, applicationOf } from '../services/applications.js';
import type { Reflected } from '../services/services.js';
import { answerQuestion } from './answer-question.js';
import { BUILT_IN_SERVICES } from './built-in-services.js';
import { DescriptorIndex } from './descriptor-index.js';
import { readQuestion, writeAnswer } from './reflection-messages.js';

const PACKAGES: Readonly<Record<ApplicationName, string>> = {
  rfem: 'dlubal.api.rfem',
  rstab: 'dlubal.api.rstab',
  rsection: 'dlubal.api.rsection',
};

/** Answers ServerReflectionRequests; the descriptors are read once for all of them. */
export function reflector({ names, files }: Reflected): (request: Uint8Array) => Uint8Array {
  const index = new DescriptorIndex();
  index.addSet(Buffer.from(DESCRIPTOR_SET, 'base64'));
  for (const service of names) {
    const own = applicationOf(service);
    if (own !== undefined && own !== 'rfem') index.addCopy(PACKAGES.rfem, PACKAGES[own]);
  }
  for (const file of files) index.addFile(file);
  const every = [...new Set([...names, ...BUILT_IN_SERVICES])];
  return (request) => writeAnswer(request, answerQuestion(readQuestion(request), index, every));
}
