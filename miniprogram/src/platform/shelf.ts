/** H5: pictures in the browser's own database, made smaller before. */
const NAME = 'pictures'
/** Enough to read a form in a photograph; a phone takes four times as much. */
const LONGEST_SIDE = 1600
const QUALITY = 0.8

type Work<T> = (shelf: IDBObjectStore) => IDBRequest<T>

export function put(place: string, blob: Blob): Promise<unknown> {
  return done('readwrite', (shelf) => shelf.put(blob, place))
}

export function take(place: string): Promise<Blob | undefined> {
  return done('readonly', (shelf) => shelf.get(place) as IDBRequest<Blob | undefined>)
}

export function drop(place: string): Promise<unknown> {
  return done('readwrite', (shelf) => shelf.delete(place))
}

function done<T>(mode: IDBTransactionMode, work: Work<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore(NAME)
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const asked = work(opening.result.transaction(NAME, mode).objectStore(NAME))
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
      opening.result.close() // once the transaction is over
    }
  })
}

/** A picture a slow network can carry; as it is, if the browser cannot read it. */
export function smaller(file: File): Promise<Blob> {
  return new Promise((resolve) => {
    const source = URL.createObjectURL(file)
    const picture = new Image()
    picture.onerror = () => resolve(file)
    picture.onload = () => {
      drawn(picture).toBlob((blob) => resolve(blob ?? file), 'image/jpeg', QUALITY)
      URL.revokeObjectURL(source)
    }
    picture.src = source
  })
}

function drawn(picture: HTMLImageElement): HTMLCanvasElement {
  const { naturalWidth: width, naturalHeight: height } = picture
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return canvas
}
