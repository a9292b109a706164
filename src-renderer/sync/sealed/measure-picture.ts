/** An image's size as it is shown. Rejects when the browser cannot show it. */
export async function measurePicture(file: Blob): Promise<{ width: number; height: number }> {
  const picture = await createImageBitmap(file);
  const { width, height } = picture;
  picture.close();
  return { width, height };
}
