"""The types of ZStack Cloud API."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from ._runtime.model import Int64, Model

__all__ = [
    "AddImageParams",
    "AddImageRequest",
    "AddImageResponse",
    "ErrorCode",
    "ErrorReply",
    "ImageArchitecture",
    "ImageBackupStorageRef",
    "ImageFormat",
    "ImageInventory",
    "ImageMediaType",
    "ImagePlatform",
    "ImageState",
    "ImageStatus",
    "JobLocation",
    "SystemTagInventory",
]


ImageArchitecture: TypeAlias = (
    Literal["x86_64", "aarch64", "mips64el", "loongarch64"] | str
)
"""The processor architecture that an image is made for."""


ImageFormat: TypeAlias = Literal["raw", "qcow2", "iso", "vmtx"] | str
"""The format of the image file. Plugins of the server can register more formats than
those that are listed here.
"""


ImageMediaType: TypeAlias = (
    Literal["RootVolumeTemplate", "ISO", "DataVolumeTemplate"] | str
)
"""What an image is for."""


ImagePlatform: TypeAlias = (
    Literal["Linux", "Windows", "Other", "Paravirtualization", "WindowsVirtio"] | str
)
"""The family of operating systems that an image holds."""


ImageState: TypeAlias = Literal["Enabled", "Disabled"] | str
"""Whether an administrator allows the image to be used."""


ImageStatus: TypeAlias = (
    Literal["Creating", "Downloading", "Ready", "Error", "Deleted", "Migrating"] | str
)
"""How far the image is on its way into the backup storage."""


class AddImageParams(Model):
    name: str
    """What the new image is called.

    At most 255 characters.
    """

    description: str | None = None
    """Optional. A longer text about the image, for its users.

    At most 2048 characters.
    """

    url: str
    """Where the server gets the image from. `http://`, `https://`, `ftp://` and
    `sftp://` are downloaded; `file:///`, or a path that begins with a slash, is a file
    on the backup storage; `upload://` waits for the file to be uploaded; `zstore://`
    takes it from an image store.

    At most 1024 characters.
    """

    media_type: Annotated[ImageMediaType | None, Field(alias="mediaType")] = None
    """Optional. What the image is for: a root volume, a data volume, or an installation
    disc.

    Default of the server: `"RootVolumeTemplate"`.
    """

    guest_os_type: Annotated[str | None, Field(alias="guestOsType")] = None
    """Optional. The operating system that virtual machines made from the image run.

    At most 255 characters.
    """

    system: bool | None = None
    """Optional. Marks an image that belongs to the platform itself, such as that of a
    virtual router.

    Default of the server: `false`.
    """

    format: ImageFormat | None = None
    """Optional. The file format of the image, for example raw.

    required unless mediaType is ISO.
    """

    platform: ImagePlatform | None = None
    """Optional. The family of operating systems that the image belongs to."""

    backup_storage_uuids: Annotated[list[str], Field(alias="backupStorageUuids")]
    """The UUIDs of the backup storages that will keep the image.

    At least 1 item.
    """

    type: str | None = None
    """Optional. Kept for internal use."""

    resource_uuid: Annotated[str | None, Field(alias="resourceUuid")] = None
    """Optional. The UUID that the new image gets, in place of one made by the server.

    Matches `^[0-9a-f]{32}$`.
    """

    architecture: ImageArchitecture | None = None
    """The processor architecture that the image is made for.

    At most 32 characters. Since 4.0.
    """

    tag_uuids: Annotated[list[str] | None, Field(alias="tagUuids")] = None
    """Optional. The UUIDs of the tags to attach to the image."""

    virtio: bool | None = None
    """Whether the image has virtio drivers. To leave it out is to say yes, so it must
    be sent as `false` for an image without them.

    Default of the server: `true`.
    """


class AddImageRequest(Model):
    params: AddImageParams
    """The object that holds the arguments of the call."""

    system_tags: Annotated[list[str] | None, Field(alias="systemTags")] = None
    """Optional. Tags with a meaning to the system."""

    user_tags: Annotated[list[str] | None, Field(alias="userTags")] = None
    """Optional. Tags with a meaning to the user."""


class AddImageResponse(Model):
    inventory: ImageInventory
    """The image that was added. Its fields are listed below inventory."""


class ErrorCode(Model):
    code: str | None = None
    """A short code, of letters and digits, for the kind of error. For example,
    SYS.1000, HOST.1001.
    """

    description: str | None = None
    """One short sentence about the error."""

    details: str | None = None
    """All that is known about the error."""

    elaboration: str | None = None
    """Kept for later use. Null unless the server says otherwise."""

    opaque: dict[str, Any] | None = None
    """Kept for later use. Null unless the server says otherwise."""

    cause: ErrorCode | None = None
    """The error that led to this one; null at the end of the chain."""

    location: str | None = None
    """Where in the server the error arose."""

    cost: str | None = None
    """How long the server worked before it failed."""

    messages: dict[str, Any] | None = None
    """The error in words for people, by language, and what to do about it."""


class ErrorReply(Model):
    """The body of a failed call."""

    error: ErrorCode


class ImageBackupStorageRef(Model):
    image_uuid: Annotated[str | None, Field(alias="imageUuid")] = None
    """The UUID of the image."""

    backup_storage_uuid: Annotated[str | None, Field(alias="backupStorageUuid")] = None
    """The UUID of the backup storage."""

    install_path: Annotated[str | None, Field(alias="installPath")] = None
    """The place of the copy within the backup storage."""

    export_url: Annotated[str | None, Field(alias="exportUrl")] = None
    """导出后的下载地址"""

    export_md5_sum: Annotated[str | None, Field(alias="exportMd5Sum")] = None
    """The MD5 digest of the exported file."""

    status: str | None = None
    """Whether the copy is ready."""

    create_date: Annotated[str | None, Field(alias="createDate")] = None
    """When the entry was made."""

    last_op_date: Annotated[str | None, Field(alias="lastOpDate")] = None
    """When the entry was last changed."""

    id: Int64 | None = None
    """The number of this entry in the server's database. It may be printed as `0.0`."""


class ImageInventory(Model):
    uuid: str
    """The UUID of the image."""

    name: str | None = None
    """The name of the image."""

    description: str | None = None
    """The longer text about the image."""

    state: ImageState | None = None
    """Whether the image may be used."""

    status: ImageStatus | None = None
    """How far the image has come."""

    size: Int64 | None = None
    """How large the image is."""

    actual_size: Annotated[Int64 | None, Field(alias="actualSize")] = None
    """How much space the image really takes up."""

    md5_sum: Annotated[str | None, Field(alias="md5Sum")] = None
    """The MD5 digest of the image file."""

    url: str | None = None
    """Where the image file was fetched from."""

    media_type: Annotated[ImageMediaType | None, Field(alias="mediaType")] = None
    """What the image is for."""

    guest_os_type: Annotated[str | None, Field(alias="guestOsType")] = None
    """The operating system of virtual machines made from the image."""

    type: str | None = None
    """Kept for later use."""

    platform: ImagePlatform | None = None
    """The family of operating systems of the image."""

    architecture: ImageArchitecture | None = None
    """The processor architecture of the image."""

    format: ImageFormat | None = None
    """The file format of the image, for example raw."""

    system: bool | None = None
    """Whether the image belongs to the platform itself."""

    virtio: bool | None = None
    """Whether the guest has virtio drivers."""

    create_date: Annotated[str | None, Field(alias="createDate")] = None
    """When the image was made."""

    last_op_date: Annotated[str | None, Field(alias="lastOpDate")] = None
    """When the image was last changed."""

    backup_storage_refs: Annotated[
        list[ImageBackupStorageRef] | None, Field(alias="backupStorageRefs")
    ] = None
    """Where copies of the image are kept, one entry for each backup storage."""

    system_tags: Annotated[
        list[SystemTagInventory] | None, Field(alias="systemTags")
    ] = None
    """The system tags of the image."""


class JobLocation(Model):
    """Where the result of a submitted call can be read."""

    location: str
    """The URL of the job. Its host is the server's own idea of its address, which may
    not be reachable for the caller: keep the host that was called, and take the path.
    """


class SystemTagInventory(Model):
    """A tag that the server gives to a resource."""

    uuid: str | None = None
    """The UUID of the tag."""

    tag: str | None = None
    """The text of the tag."""

    type: str | None = None
    """The kind of the tag."""

    inherent: bool | None = None
    """Whether the tag belongs to the resource for good."""

    resource_uuid: Annotated[str | None, Field(alias="resourceUuid")] = None
    """The UUID of the resource that has the tag."""

    resource_type: Annotated[str | None, Field(alias="resourceType")] = None
    """The type of the resource that has the tag."""

    create_date: Annotated[str | None, Field(alias="createDate")] = None
    """When the tag was made."""

    last_op_date: Annotated[str | None, Field(alias="lastOpDate")] = None
    """When the tag was last changed."""
