package io.hayate.bidder.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/** How a {@link SegmentLog} comes to the channels that it writes, and who closes them. Owned by the log's owner. */
interface SegmentFiles {
    default FileChannel open(final Path file, final OpenOption... options) throws IOException {
        return FileChannel.open(file, options);
    }

    /** A segment has been forced and is written no more, the next one is. */
    default void onRolled(final FileChannel sealed, final FileChannel next) throws IOException {
        sealed.close();
    }
}
