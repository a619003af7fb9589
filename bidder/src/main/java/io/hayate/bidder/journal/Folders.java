package io.hayate.bidder.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Makes names in a folder durable, not only the bytes of its files. */
public final class Folders {
    private Folders() {}

    /** Forces the names in a folder: files made, renamed and deleted there. */
    public static void force(final Path folder) throws IOException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return; // a folder cannot be opened there
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Replaces a file by a forced one with this text: a reader finds the old or the new one, whatever happens. */
    public static void replace(final Path file, final String text) throws IOException {
        final Path aside = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                aside, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            RecordFrame.writeFully(channel, StandardCharsets.UTF_8.encode(text), 0);
            channel.force(true);
        }
        rename(aside, file);
    }

    /**
     * Writes a file that only its owner can read, where none is: aside, forced and renamed, so that a crash leaves the
     * whole file or none.
     */
    public static void writeSecret(final Path file, final String text) throws IOException {
        final Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        final Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(aside, options, ownerOnly(file))) {
            RecordFrame.writeFully(channel, StandardCharsets.UTF_8.encode(text), 0);
            channel.force(true);
        }
        rename(aside, file);
    }

    private static FileAttribute<?>[] ownerOnly(final Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }

    static void rename(final Path aside, final Path file) throws IOException {
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        final Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            force(folder);
        }
    }
}
