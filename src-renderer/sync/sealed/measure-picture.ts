/** A picture's size as it is shown. Rejects for what the browser cannot show as one. */
export async function measurePicture(file: Blob): Promise<{ width: number; height: number }> {
  const picture = await createImageBitmap(file);
  const { width, height } = picture;
  picture.close();
  return { width, height };
}
