import { explainResolution } from '@dlubal-kit/auth-core';
import type { Run } from '../../command.js';
import { gatherPlaces } from '../../gather-places.js';
import { failureJson } from '../../output/failure-json.js';
import { keyJson } from '../../output/key-json.js';
import { printJson } from '../../output/print-json.js';
import { resolveView } from './resolve-view.js';

/** Tells which key would be used, and why that one. Sends and stores nothing. */
export const resolve: Run = async (call, context) => {
  const places = await gatherPlaces(call, context);
  const explanation = explainResolution(places.input);
  const { resolved, error, considered } = explanation;
  if (call.flags.json) {
    printJson(context, {
      ok: resolved !== undefined,
      ...(resolved === undefined ? {} : { key: keyJson(resolved) }),
      ...(error === undefined ? {} : { failure: failureJson(error.failure) }),
      considered,
      warnings: resolved?.warnings ?? [],
      config: places.configPath,
      ...(places.settingsPath === undefined ? {} : { settings: places.settingsPath }),
    });
  } else resolveView(explanation, places, call, context);
  return error?.failure.exitCode ?? 0;
};
