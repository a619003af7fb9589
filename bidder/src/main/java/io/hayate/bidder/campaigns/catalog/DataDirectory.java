package io.hayate.bidder.campaigns.catalog;

import io.hayate.bidder.journal.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder that all state of one bidder lies in: checked, locked against other processes, and its epoch counted up.
 *
 * <pre>
 *  lock        held while a bidder runs
 *  format      version of all that is in here
 *  epoch       how often a bidder was started on it; part of every bid id, so that ids never repeat
 *  campaigns/  change log, checkpoint, maps
 *  users/      users and the names of their segments
 *  bids/       the bid log
 *  money/      money log and the ledger's checkpoints
 * </pre>
 *
 * Owned by the launching thread; the fields are immutable.
 */
public final class DataDirectory implements AutoCloseable {
    /** Changes when a bidder of this version could not read what an older one wrote, or the reverse. */
    static final String FORMAT = "hayate-data 1";

    private final Path root;
    private final FileChannel lockChannel;
    private final FileLock lock;
    private final int epoch;

    private DataDirectory(final Path root, final FileChannel lockChannel, final FileLock lock, final int epoch) {
        this.root = root;
        this.lockChannel = lockChannel;
        this.lock = lock;
        this.epoch = epoch;
    }

    /** Opens the folder, made if it is not there. */
    public static DataDirectory open(final Path root) throws DataDirectoryException {
        requireWritableFolder(root);
        @Nullable FileChannel channel = null;
        boolean opened = false;
        try {
            channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            final FileLock lock = tryLock(channel);
            if (lock == null) {
                throw new DataDirectoryException(List.of(root + " is in use by another process"));
            }
            final List<String> problems = new ArrayList<>();
            checkFormat(root, problems);
            final int lastEpoch = readEpoch(root, problems);
            if (!problems.isEmpty()) {
                throw new DataDirectoryException(problems);
            }
            Folders.replace(root.resolve("epoch"), (lastEpoch + 1) + "\n");
            opened = true;
            return new DataDirectory(root, channel, lock, lastEpoch + 1);
        } catch (final IOException e) {
            throw new DataDirectoryException(root + " cannot be used: " + e, e);
        } finally {
            if (!opened && channel != null) {
                closeQuietly(channel);
            }
        }
    }

    public Path root() {
        return root;
    }

    /** Where the campaign agent keeps its files. */
    public Path campaigns() {
        return root.resolve("campaigns");
    }

    /** Where the audience agent keeps its files. */
    public Path users() {
        return root.resolve("users");
    }

    /** Where the bid log is. */
    public Path bids() {
        return root.resolve("bids");
    }

    /** Where the ledger agent keeps its files. */
    public Path money() {
        return root.resolve("money");
    }

    /** 1 at the first start on this folder, one more at each. */
    public int epoch() {
        return epoch;
    }

    @Override
    public void close() throws IOException {
        lock.release();
        lockChannel.close();
    }

    private static void requireWritableFolder(final Path root) throws DataDirectoryException {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new DataDirectoryException(List.of(root + " is not a folder"));
        }
        try {
            Files.createDirectories(root);
            Files.delete(Files.createTempFile(root, "writable", ".tmp"));
        } catch (final IOException e) {
            throw new DataDirectoryException(root + " is not writable: " + e, e);
        }
    }

    private static @Nullable FileLock tryLock(final FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (final OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    private static void checkFormat(final Path root, final List<String> problems) throws IOException {
        final Path file = root.resolve("format");
        if (!Files.exists(file)) {
            Folders.replace(file, FORMAT + "\n");
            return;
        }
        final String found = readShort(file);
        if (!found.equals(FORMAT)) {
            problems.add(root + " was written by another version: its format is '" + found + "', this bidder reads '"
                    + FORMAT + "'");
        }
    }

    private static int readEpoch(final Path root, final List<String> problems) throws IOException {
        final Path file = root.resolve("epoch");
        if (!Files.exists(file)) {
            if (Files.exists(root.resolve("campaigns"))) {
                problems.add(
                        file + " is missing: bid ids would repeat; write a number into it that is above all starts");
            }
            return 0;
        }
        final String found = readShort(file);
        if (!found.matches("\\d{1,9}")) {
            problems.add(file + " does not hold a number: '" + found + "'");
            return 0;
        }
        return Integer.parseInt(found);
    }

    /** The start of a file that should be a few characters long, fit to be shown. */
    private static String readShort(final Path file) throws IOException {
        final byte[] bytes = Files.readAllBytes(file);
        final String text = new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.UTF_8);
        return text.strip().replaceAll("\\p{Cntrl}", "?");
    }

    private static void closeQuietly(final FileChannel channel) {
        try {
            channel.close();
        } catch (final IOException e) {
            // The open already fails with a better reason.
        }
    }
}
