// The limits of the files that agents read.
/** Of a text file, as an agent reads it at a time. */
export const AGENT_FILE_TEXT_BYTES = 24 * 1024;
/** In Base64 it is less than the 5 MB that providers take. */
export const AGENT_IMAGE_BYTES_MAX = 3_500_000;
/** In pixels. */
export const AGENT_IMAGE_SIDE_MAX = 8_000;
/** That one answer of an agent is sent. */
export const AGENT_IMAGES_MAX = 5;
/** Of a file that is copied for a program. */
export const AGENT_COPY_BYTES_MAX = 25 * 1024 * 1024;
/** Of an image that an agent answers with. */
export const ANSWER_IMAGE_BYTES_MAX = 8 * 1024 * 1024;
/** That one answer of an agent has. */
export const ANSWER_IMAGES_MAX = 4;
/** That the log of one answer lists. */
export const TURN_FILES_MAX = 50;
