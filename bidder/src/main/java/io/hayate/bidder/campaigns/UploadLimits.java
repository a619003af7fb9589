package io.hayate.bidder.campaigns;

/**
 * How much of long bodies lies in files until they are whole. Immutable; shared.
 *
 * @param maxUploadBytes of one upload
 * @param maxUploads under way at once
 */
public record UploadLimits(long maxUploadBytes, int maxUploads) {
    /** A million campaigns are about two gigabytes. */
    public static final UploadLimits DEFAULT = new UploadLimits(8L * 1024 * 1024 * 1024, 8);

    static final String MAX_UPLOAD_BYTES_KEY = "max-upload-bytes";
    static final String MAX_UPLOADS_KEY = "max-uploads";
}
