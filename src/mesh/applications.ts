import type { FileFacts } from '../facts/facts.ts';
import type { Chart } from '../facts/layout/layout.ts';
import { answerImageSource, type ImageSourceOf } from './egress/image-source.ts';
import { fitOfImage, readBuiltImages } from './nginx/dockerfiles.ts';
import { answerIdleFiles, type NginxSource, sourceOf } from './nginx/sources.ts';
import { once, oncePer } from './once.ts';

/** An image that a Dockerfile builds, with its nginx as it is where no workload is seen to run it. */
export interface BuiltNginx {
  readonly file: string;
  readonly source: NginxSource;
}

/**
 * What files tell of applications, whatever cluster they run in: Dockerfiles, dependency lists, nginx configuration and
 * charts. They belong to every environment, so one answer serves all of them.
 */
export interface Applications {
  readonly files: readonly FileFacts[];
  /** The images with nginx configuration in them. */
  builtNginx(): readonly BuiltNginx[];
  /** Those that the name of an image fits best. */
  builtAs(image: string): readonly BuiltNginx[];
  /** nginx configuration in files, but for those of the given paths. */
  idleNginx(used: ReadonlySet<string>): readonly NginxSource[];
  readonly imageSource: ImageSourceOf;
  charts(): readonly Chart[];
}

/** The answers for the files asked about last are kept for as long as these are the same. */
export function answerApplications(): (files: readonly FileFacts[]) => Applications {
  let last = readApplications([]);
  return (files) => {
    const isSame =
      files.length === last.files.length &&
      files.every((file, index) => file === last.files[index]);
    if (!isSame) last = readApplications(files);
    return last;
  };
}

/** Nothing is worked out before it is asked, and nothing twice. */
export function readApplications(files: readonly FileFacts[]): Applications {
  const builtNginx = once(() =>
    readBuiltImages(files).map(({ file, texts, nginx }) => ({
      file,
      source: sourceOf('image', '', texts, nginx),
    })),
  );
  return {
    files,
    builtNginx,
    builtAs: oncePer((image: string) => {
      const fits = builtNginx().map(({ file }) => fitOfImage(image, file));
      const best = Math.max(1, ...fits);
      return builtNginx().filter((_image, index) => fits[index] === best);
    }),
    idleNginx: answerIdleFiles(files),
    imageSource: answerImageSource(files),
    charts: once(() => files.flatMap(({ chart }) => chart ?? [])),
  };
}
