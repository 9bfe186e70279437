import { DESCRIPTOR_SET } from '@dlubal-kit/protos/descriptor-set';
import type { Reflected } from '../services/services.js';
import { answerQuestion } from './answer-question.js';
import { DescriptorIndex } from './descriptor-index.js';
import { readQuestion, writeAnswer } from './reflection-messages.js';

/** Answers ServerReflectionRequests; the descriptors are read once for all of them. */
export function reflector({ names, files }: Reflected): (request: Uint8Array) => Uint8Array {
  const index = new DescriptorIndex();
  index.addSet(Buffer.from(DESCRIPTOR_SET, 'base64'));
  for (const file of files) index.addFile(file);
  return (request) => writeAnswer(request, answerQuestion(readQuestion(request), index, names));
}
