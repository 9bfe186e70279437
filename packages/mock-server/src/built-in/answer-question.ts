import { STATUS_CODES } from '../wire/status-code.js';
import type { DescriptorIndex } from './descriptor-index.js';
import type { ReflectionAnswer, ReflectionQuestion } from './reflection-messages.js';

/** Answers what a client asks about the services. @param services full names of those that are served. */
export function answerQuestion(
  question: ReflectionQuestion,
  index: DescriptorIndex,
  services: readonly string[],
): ReflectionAnswer {
  if (question.kind === 'services') return { kind: 'services', names: services };
  if (!('name' in question)) {
    const [status, details] = NOT_ASKED[question.kind];
    return { kind: 'failed', status: STATUS_CODES[status], details };
  }
  const { kind, name } = question;
  const files = index.withImports((kind === 'file' ? name : index.fileOf(name)) ?? '');
  if (files !== undefined) return { kind: 'files', files };
  const details = services.includes(name)
    ? `The service ${name} was added without descriptors: load its .proto with loadProto for reflection.`
    : `The mock server has no descriptor of this ${kind}.`;
  return { kind: 'failed', status: STATUS_CODES.NOT_FOUND, details };
}

const NO_EXTENSIONS = 'The mock server knows no extensions: ask for services, symbols or files.';
const NOT_ASKED = {
  nothing: ['INVALID_ARGUMENT', 'This question asks for nothing.'],
  extension: ['NOT_FOUND', NO_EXTENSIONS],
  extensions: ['NOT_FOUND', NO_EXTENSIONS],
} as const;
