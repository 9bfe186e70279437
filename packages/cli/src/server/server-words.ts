import { type ServerTarget, sourceWords } from '@dlubal-kit/node-client/config';

/** Where calls go, and what says so. */
export interface ServerWords {
  readonly address: string;
  /** The option, the variable, the file and line, or "default". */
  readonly from: string;
}

export const serverWords = ({ address, url }: ServerTarget): ServerWords => ({
  address: address.text,
  from: sourceWords(url.source),
});
